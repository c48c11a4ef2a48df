package chat.monarch.bridge.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns<String> turns = new Turns<>();

  @Test
  void one_at_a_time_does_something_for_a_key() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 200; i++) {
        threads.execute(
            () ->
                turns.take(
                    "one",
                    () -> {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      Thread.yield();
                      inside.decrementAndGet();
                    }));
      }
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void keys_do_not_wait_for_each_other() throws InterruptedException {
    var otherDone = new CountDownLatch(1);
    turns.take(
        "one",
        () -> {
          Thread.ofVirtual().start(() -> turns.take("other", otherDone::countDown));
          awaitDown(otherDone);
        });
    assertThat(otherDone.getCount()).isZero();
  }

  private static void awaitDown(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_turn_ends_where_its_work_fails_and_may_be_taken_inside_itself() {
    assertThatThrownBy(
            () ->
                turns.take(
                    "one",
                    () -> {
                      throw new IllegalStateException("the work's own");
                    }))
        .hasMessage("the work's own");
    var done = new AtomicInteger();
    turns.take("one", () -> turns.take("one", done::incrementAndGet));
    assertThat(done).hasValue(1);
  }
}
