package chat.monarch.messenger.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Lets through so many a second, and no more in any second. Blocks the others.
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock turn = new ReentrantLock(true);
  private final long[] last;
  private int next;
  private long count;

  /// @param perSecond 0 for no limit
  Pace(int perSecond) {
    last = new long[Math.max(0, perSecond)];
  }

  /// Waits until it is one's turn.
  void await() throws InterruptedException {
    if (last.length == 0) {
      return;
    }
    turn.lockInterruptibly();
    try {
      var due = last[next] + SECOND - System.nanoTime();
      if (count++ >= last.length && due > 0) {
        TimeUnit.NANOSECONDS.sleep(due);
      }
      last[next] = System.nanoTime();
      next = (next + 1) % last.length;
    } finally {
      turn.unlock();
    }
  }
}
