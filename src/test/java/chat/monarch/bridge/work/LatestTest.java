package chat.monarch.bridge.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class LatestTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Latest<String, Integer> latest =
      new Latest<>(threads::add, 10, 3, Clock.systemUTC(), this::work);

  private void work(String key, int value) {
    done.add(key + value);
    if (value < 0) {
      throw new IllegalStateException("no");
    }
  }

  private void runAll() {
    for (var next = threads.poll(); next != null; next = threads.poll()) {
      next.run();
    }
  }

  @Test
  void a_later_value_takes_the_place_of_one_that_waits() {
    latest.put("a", 1);
    latest.put("b", 2);
    latest.put("a", 3);

    runAll();

    assertThat(done).containsExactly("a3", "b2");
  }

  @Test
  void each_value_that_comes_later_is_handed_on() {
    latest.put("a", 1);
    runAll();
    latest.put("a", 2);
    runAll();

    assertThat(done).containsExactly("a1", "a2");
  }

  @Test
  void what_fails_is_dropped_and_stops_nothing() {
    latest.put("a", -1);
    runAll();
    latest.put("a", 1);
    runAll();

    assertThat(done).containsExactly("a-1", "a1");
  }

  @Test
  void what_is_too_much_is_dropped() {
    latest.put("a", 1);
    latest.put("b", 1);
    latest.put("c", 1);
    latest.put("d", 1);
    latest.put("c", 2);

    runAll();

    assertThat(done).containsExactly("a1", "b1", "c2");
  }
}
