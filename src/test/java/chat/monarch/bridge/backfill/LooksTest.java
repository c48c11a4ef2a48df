package chat.monarch.bridge.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// In which order portals are looked at, and how long. One look at a time, so that it can be told;
/// pauses only move the clock.
final class LooksTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestClock clock = new TestClock();
  private final Instant began = clock.instant();
  private final Archives archives = new Archives();
  private final List<Duration> pauses = new ArrayList<>();
  private final Looks looks = new Looks(archives, began.plus(PATIENCE), this::pause, clock);

  private boolean pause(CountDownLatch end, Duration time) {
    pauses.add(time);
    clock.pass(time);
    return end.getCount() == 0;
  }

  /// Archives that fail so many times before they answer; a failure takes ten seconds.
  private final class Archives implements Looks.Work {
    private final Map<Long, Integer> failures = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private boolean isOnline = true;
    private Runnable onLook = () -> {};
    private Runnable onFailure = () -> {};

    @Override
    public boolean look(long portal) {
      done.add("look at " + portal);
      onLook.run();
      if (failures.merge(portal, -1, Integer::sum) < 0) {
        return true;
      }
      clock.pass(Duration.ofSeconds(10));
      onFailure.run();
      return false;
    }

    @Override
    public boolean giveUp(long portal) {
      done.add("give up " + portal);
      return isOnline;
    }

    @Override
    public void letGo(long portal, boolean lookedAfter) {
      done.add("let go " + portal);
    }
  }

  @Test
  void a_portal_whose_archive_answers_goes_on_at_once() {
    assertThat(looks.take(List.of(1L, 2L), 1)).isTrue();

    assertThat(archives.done).containsExactly("look at 1", "let go 1", "look at 2", "let go 2");
    assertThat(pauses).isEmpty();
  }

  @Test
  void an_archive_that_does_not_answer_is_asked_again_and_nothing_is_given_up() {
    archives.failures.put(1L, 2);

    assertThat(looks.take(List.of(1L), 1)).isTrue();

    assertThat(archives.done).containsExactly("look at 1", "look at 1", "look at 1", "let go 1");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void a_conversation_that_hangs_leaves_its_place_to_the_others() {
    archives.failures.put(1L, 1);

    looks.take(List.of(1L, 2L, 3L), 1);

    assertThat(archives.done)
        .containsSubsequence("look at 1", "let go 2", "let go 3", "look at 1", "let go 1");
  }

  @Test
  void the_pauses_grow_until_two_minutes_are_over_and_then_it_is_given_up() {
    archives.failures.put(1L, 100);

    assertThat(looks.take(List.of(1L), 1)).isTrue();

    assertThat(pauses.subList(0, 5))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L);
    assertThat(archives.done).endsWith("give up 1", "let go 1").containsOnlyOnce("let go 1");
    assertThat(clock.instant()).isEqualTo(began.plus(PATIENCE));
  }

  @Test
  void who_was_asked_long_enough_does_not_wait_for_the_first_looks_of_others() {
    archives.failures.put(1L, 100);
    archives.failures.put(2L, 100);
    archives.failures.put(3L, 100);
    archives.onFailure = () -> clock.pass(Duration.ofSeconds(50));

    looks.take(List.of(1L, 2L, 3L), 1);

    assertThat(archives.done.stream().filter(each -> !each.startsWith("let go")))
        .containsExactly(
            "look at 1", "look at 2", "give up 2", "give up 1", "look at 3", "give up 3");
  }

  @Test
  void what_is_given_up_without_a_stream_was_not_looked_after() {
    archives.failures.put(1L, 100);
    archives.isOnline = false;

    assertThat(looks.take(List.of(1L, 2L), 1)).isFalse();

    assertThat(archives.done).endsWith("give up 1", "let go 1");
  }

  @Test
  void the_end_of_the_stream_lets_nothing_go_and_gives_nothing_up() {
    archives.failures.put(2L, 100);
    archives.onFailure = looks::end;

    assertThat(looks.take(List.of(1L, 2L, 3L), 1)).isFalse();

    assertThat(archives.done).containsExactly("look at 1", "let go 1", "look at 2");
  }

  @Test
  void an_answer_that_comes_when_the_stream_is_gone_lets_nothing_go() {
    archives.onLook = looks::end;

    assertThat(looks.take(List.of(1L), 1)).isFalse();

    assertThat(archives.done).containsExactly("look at 1");
  }

  @Test
  void a_pause_ends_with_the_stream() throws InterruptedException {
    var pausing = new CountDownLatch(1);
    Looks.Pause usual =
        (end, time) -> {
          pausing.countDown();
          return Looks.Pause.USUAL.await(end, Duration.ofHours(1));
        };
    var hanging = new Looks(archives, began.plus(PATIENCE), usual, clock);
    archives.failures.put(1L, 1);

    var run = Thread.ofVirtual().start(() -> hanging.take(List.of(1L), 1));
    assertThat(pausing.await(10, TimeUnit.SECONDS)).isTrue();
    hanging.end();

    assertThat(run.join(Duration.ofSeconds(10))).isTrue();
    assertThat(archives.done).containsExactly("look at 1");
  }
}
