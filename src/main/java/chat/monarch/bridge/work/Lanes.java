package chat.monarch.bridge.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Does the work of each key piece by piece, and that of different keys side by side.
///
/// The work itself waits in the database; a key has a thread only while it has work in hand.
public final class Lanes<K> {
  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

  /// The keys that have a thread; true when something was woken since its last look.
  private final Map<K, Boolean> running = new HashMap<>();
  private final Executor threads;
  private final Clock clock;
  private final Function<K, Next> work;

  /// @param threads where lanes run
  /// @param work does the first piece of a key's work; called for one key by one thread at a time
  public Lanes(Executor threads, Clock clock, Function<K, Next> work) {
    this.threads = threads;
    this.clock = clock;
    this.work = work;
  }

  /// Says that a key may have work. Never blocks.
  public void wake(K key) {
    boolean idle;
    synchronized (running) {
      idle = running.put(key, true) == null;
    }
    if (idle) {
      threads.execute(() -> drain(key));
    }
  }

  private void drain(K key) {
    while (goesOn(key)) {
      switch (doWork(key)) {
        case Next.Again _ -> wake(key);
        case Next.At(var due) -> wakeAt(key, due);
        case Next.Rest _ -> {}
      }
    }
  }

  /// Takes back the wish to be looked at, or ends the lane where there is none.
  private boolean goesOn(K key) {
    synchronized (running) {
      if (Boolean.TRUE.equals(running.get(key))) {
        running.put(key, false);
        return true;
      }
      running.remove(key);
      return false;
    }
  }

  private Next doWork(K key) {
    try {
      return work.apply(key);
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "Work of %s failed, is tried again in %s", key, AFTER_A_FAILURE);
      return new Next.At(clock.instant().plus(AFTER_A_FAILURE));
    }
  }

  private void wakeAt(K key, Instant due) {
    var delay = Math.max(1, Duration.between(clock.instant(), due).toMillis());
    CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, threads)
        .execute(() -> wake(key));
  }
}
