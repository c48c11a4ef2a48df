package chat.monarch.bridge.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LanesTest {
  private static final int MOST = 10;

  private final Clock clock = Clock.systemUTC();

  @Test
  void work_of_a_key_is_done_in_order_and_by_one_at_a_time() throws Exception {
    var keys = IntStream.range(0, 50).boxed().toList();
    Map<Integer, Queue<Integer>> waiting = new ConcurrentHashMap<>();
    Map<Integer, List<Integer>> done = new ConcurrentHashMap<>();
    var running = new ConcurrentHashMap<Integer, AtomicInteger>();
    var overlaps = new AtomicInteger();
    var all = new CountDownLatch(50 * 40);
    keys.forEach(
        key -> {
          waiting.put(key, new ConcurrentLinkedQueue<>());
          done.put(key, new CopyOnWriteArrayList<>());
          running.put(key, new AtomicInteger());
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes =
          new Lanes<Integer>(
              threads,
              MOST,
              clock,
              key -> {
                if (running.get(key).incrementAndGet() > 1) {
                  overlaps.incrementAndGet();
                }
                var next = waiting.get(key).poll();
                if (next != null) {
                  done.get(key).add(next);
                  all.countDown();
                }
                running.get(key).decrementAndGet();
                return next == null ? new Next.Rest() : new Next.Again();
              });
      for (int i = 0; i < 40; i++) {
        for (var key : keys) {
          waiting.get(key).add(i);
          lanes.wake(key);
        }
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(overlaps).hasValue(0);
    assertThat(done.values()).allSatisfy(list -> assertThat(list).isSorted().hasSize(40));
  }

  @Test
  void a_key_that_hangs_delays_no_other() throws Exception {
    var hanging = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes =
          new Lanes<String>(
              threads,
              MOST,
              clock,
              key -> {
                if (key.equals("hangs")) {
                  await(hanging);
                } else {
                  other.countDown();
                }
                return new Next.Rest();
              });
      lanes.wake("hangs");
      lanes.wake("works");
      assertThat(other.await(5, TimeUnit.SECONDS)).isTrue();
      hanging.countDown();
    }
  }

  @Test
  void no_more_keys_are_in_hand_than_may_be_and_all_take_turns() throws Exception {
    var inHand = new AtomicInteger();
    var tooMany = new AtomicInteger();
    var left = new ConcurrentHashMap<Integer, AtomicInteger>();
    var all = new CountDownLatch(100 * 5);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes =
          new Lanes<Integer>(
              threads,
              MOST,
              clock,
              key -> {
                tooMany.addAndGet(inHand.incrementAndGet() > MOST ? 1 : 0);
                all.countDown();
                inHand.decrementAndGet();
                return left.get(key).decrementAndGet() == 0 ? new Next.Rest() : new Next.Again();
              });
      for (int key = 0; key < 100; key++) {
        left.put(key, new AtomicInteger(5));
        lanes.wake(key);
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(tooMany).hasValue(0);
    assertThat(left.values()).allSatisfy(count -> assertThat(count).hasValue(0));
  }

  @Test
  void what_is_in_hand_is_finished_at_the_stop_and_nothing_else_is_begun() throws Exception {
    var inWork = new CountDownLatch(1);
    var stopping = new Stopping();
    var done = new CopyOnWriteArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes =
          new Lanes<String>(
              threads,
              1,
              stopping,
              key -> {
                inWork.countDown();
                await(stopping.began);
                done.add(key);
                return new Next.Again();
              });
      lanes.wake("in hand");
      assertThat(inWork.await(5, TimeUnit.SECONDS)).isTrue();
      lanes.wake("behind");
      lanes.stop(Duration.ofSeconds(10));
      lanes.wake("late");
    }
    assertThat(done).containsExactly("in hand");
  }

  /// Lanes ask for the time when they are stopping.
  private static final class Stopping extends Clock {
    private final CountDownLatch began = new CountDownLatch(1);

    @Override
    public Instant instant() {
      began.countDown();
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void work_that_is_not_due_is_looked_at_again_when_it_is() throws Exception {
    var looks = new CountDownLatch(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes =
          new Lanes<String>(
              threads,
              MOST,
              clock,
              key -> {
                looks.countDown();
                return looks.getCount() == 0
                    ? new Next.Rest()
                    : new Next.At(clock.instant().plus(Duration.ofMillis(20)));
              });
      lanes.wake("later");
      assertThat(looks.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_wake_during_the_work_is_not_lost() throws Exception {
    var inWork = new CountDownLatch(1);
    var woken = new CountDownLatch(1);
    var looks = new CountDownLatch(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes =
          new Lanes<String>(
              threads,
              MOST,
              clock,
              key -> {
                inWork.countDown();
                await(woken);
                looks.countDown();
                return new Next.Rest();
              });
      lanes.wake("key");
      assertThat(inWork.await(5, TimeUnit.SECONDS)).isTrue();
      lanes.wake("key");
      woken.countDown();
      assertThat(looks.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
