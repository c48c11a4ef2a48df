package chat.monarch.messenger.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A pause from which one can be woken, also before it begins.
final class Rest {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean awake;

  /// Ends the present pause, or the next one before it begins.
  void wake() {
    lock.lock();
    try {
      awake = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Forgets that somebody wanted to wake us: what he wanted is being done.
  void begin() {
    lock.lock();
    try {
      awake = false;
    } finally {
      lock.unlock();
    }
  }

  /// Whether somebody woke us since [#begin].
  boolean isAwake() {
    lock.lock();
    try {
      return awake;
    } finally {
      lock.unlock();
    }
  }

  /// Pauses, unless somebody woke us.
  void pause(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      var left = TimeUnit.NANOSECONDS.convert(pause);
      while (left > 0 && !awake) {
        left = woken.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Pauses until then, unless somebody woke us.
  ///
  /// @param nanos as of [System#nanoTime]
  /// @return whether it is then
  boolean pauseUntil(long nanos) throws InterruptedException {
    pause(Duration.ofNanos(nanos - System.nanoTime()));
    return nanos - System.nanoTime() <= 0;
  }
}
