package chat.monarch.messenger.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What came and was not yet taken, in order. Who fills it is told to pause while it is full. Who
/// takes all has done with it when he comes for more.
final class Mailbox {
  private static final int FULL = 256;
  private static final int HEAVY = 4 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Incoming> waiting = new ArrayDeque<>(4);
  private final Runnable resume;
  private int weight;
  private boolean paused;
  private boolean inHand;
  private Instant heard;
  private Instant taken;
  private Instant done;
  private @Nullable StreamFailure end;

  /// @param resume called when there is room again
  /// @param now the time
  Mailbox(Runnable resume, Instant now) {
    this.resume = resume;
    this.heard = now;
    this.taken = now;
    this.done = now;
  }

  /// All that came until then is in.
  void heard(Instant until) {
    lock.lock();
    try {
      heard = until;
    } finally {
      lock.unlock();
    }
  }

  /// Until when all that came was taken and done with.
  Instant doneUntil() {
    lock.lock();
    try {
      return isAllDone() ? heard : done;
    } finally {
      lock.unlock();
    }
  }

  /// Whether nothing waits and nothing is in hand.
  boolean isDone() {
    lock.lock();
    try {
      return isAllDone();
    } finally {
      lock.unlock();
    }
  }

  private boolean isAllDone() {
    return waiting.isEmpty() && !inHand;
  }

  /// Puts something in.
  ///
  /// @return whether nothing more should come for now
  boolean put(Incoming incoming) {
    lock.lock();
    try {
      if (isAllDone()) {
        done = heard;
      }
      waiting.add(incoming);
      changed.signalAll();
      weight += weight(incoming);
      paused |= waiting.size() >= FULL || weight >= HEAVY;
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /// Nothing will come any more. What is in can still be taken.
  void end(StreamFailure cause) {
    lock.lock();
    try {
      if (end == null) {
        end = cause;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isPaused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /// Takes the next one.
  ///
  /// @throws StreamFailure when none is left and none will come, or none came in time
  Incoming take(Duration timeout) throws StreamFailure {
    lock.lock();
    try {
      var left = timeout.toNanos();
      while (waiting.isEmpty()) {
        throwIfEnded();
        if (left <= 0) {
          throw new StreamFailure.Lost(
              "the service did not answer within " + timeout.toSeconds() + " seconds");
        }
        left = changed.awaitNanos(left);
      }
      var next = waiting.remove();
      weight -= weight(next);
      resumeIfRoom();
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamFailure.Lost("interrupted");
    } finally {
      lock.unlock();
    }
  }

  /// Waits for as long as it takes and takes all that is there.
  ///
  /// @throws StreamFailure when none is left and none will come
  List<Incoming> takeAll() throws StreamFailure {
    lock.lock();
    try {
      inHand = false;
      done = taken;
      while (waiting.isEmpty()) {
        throwIfEnded();
        changed.await();
      }
      var all = new ArrayList<>(waiting);
      waiting.clear();
      taken = heard;
      inHand = true;
      weight = 0;
      resumeIfRoom();
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamFailure.Lost("interrupted");
    } finally {
      lock.unlock();
    }
  }

  private void throwIfEnded() throws StreamFailure {
    if (end != null) {
      throw end;
    }
  }

  private static int weight(Incoming incoming) {
    return incoming instanceof Incoming.Whole(_, var size) ? size : 0;
  }

  private void resumeIfRoom() {
    if (paused && waiting.size() < FULL / 2 && weight < HEAVY / 2) {
      paused = false;
      resume.run();
    }
  }
}
