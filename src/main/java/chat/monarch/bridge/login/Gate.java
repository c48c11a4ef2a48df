package chat.monarch.bridge.login;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Lets calls through one at a time until it is closed: then what is in hand is finished, and what
/// comes is refused.
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  /// @throws IllegalStateException when it is closed
  void pass(Runnable call) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The bridge is stopping");
      }
      call.run();
    } finally {
      lock.unlock();
    }
  }

  /// Lets nothing through any more. Returns at once.
  void close() {
    closed = true;
  }

  /// Waits until nothing is in hand, so long and no longer.
  void await(Duration patience) {
    try {
      if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        lock.unlock();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
