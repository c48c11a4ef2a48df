package chat.monarch.bridge.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does the work of each key piece by piece, and that of different keys side by side.
///
/// The work itself waits in the database; a key has a thread only while it has work in hand. Only
/// so many keys are in hand at a time; of the others nothing but the key waits here, and they take
/// turns.
public final class Lanes<K> {
  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

  /// The keys that are in hand or wait for it; true when woken since the last look.
  private final Map<K, Boolean> woken = new HashMap<>();

  private final Queue<K> waiting = new ArrayDeque<>();
  private final Executor threads;
  private final int most;
  private final Clock clock;
  private final Function<K, Next> work;
  private int inHand;
  private boolean stopped;

  /// @param threads where lanes run
  /// @param most how many keys are in hand at a time
  /// @param work does the first piece of a key's work; called for one key by one thread at a time
  public Lanes(Executor threads, int most, Clock clock, Function<K, Next> work) {
    this.threads = threads;
    this.most = most;
    this.clock = clock;
    this.work = work;
  }

  /// Says that a key may have work. Never blocks.
  public void wake(K key) {
    if (isToStart(key)) {
      threads.execute(() -> serve(key));
    }
  }

  private synchronized boolean isToStart(K key) {
    if (stopped || woken.put(key, true) != null) {
      return false;
    }
    if (inHand == most) {
      waiting.add(key);
      return false;
    }
    inHand++;
    return true;
  }

  /// Begins no other piece of work, and waits for those in hand, so long and no longer.
  public synchronized void stop(Duration patience) {
    stopped = true;
    var end = clock.instant().plus(patience);
    try {
      while (inHand > 0 && clock.instant().isBefore(end)) {
        wait(Math.max(1, Duration.between(clock.instant(), end).toMillis()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(K first) {
    for (var key = first; key != null; key = next(key)) {
      look(key);
      switch (doWork(key)) {
        case Next.Again _ -> wake(key);
        case Next.At(var due) -> wakeAt(key, due);
        case Next.Rest _ -> {}
      }
    }
  }

  private synchronized void look(K key) {
    woken.put(key, false);
  }

  /// The key whose turn it is now that a piece of this one's work was done, or null for none.
  private synchronized @Nullable K next(K key) {
    var goesOn = Boolean.TRUE.equals(woken.get(key));
    if (!goesOn) {
      woken.remove(key);
    } else if (waiting.isEmpty() && !stopped) {
      return key;
    } else {
      waiting.add(key);
    }
    var next = stopped ? null : waiting.poll();
    if (next == null) {
      inHand--;
      notifyAll();
    }
    return next;
  }

  private Next doWork(K key) {
    try {
      return work.apply(key);
    } catch (RuntimeException failure) {
      if (isStopped()) {
        return new Next.Rest();
      }
      LOG.warnf(failure, "Work of %s failed, is tried again in %s", key, AFTER_A_FAILURE);
      return new Next.At(clock.instant().plus(AFTER_A_FAILURE));
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private void wakeAt(K key, Instant due) {
    var delay = Math.max(1, Duration.between(clock.instant(), due).toMillis());
    CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, threads)
        .execute(() -> wake(key));
  }
}
