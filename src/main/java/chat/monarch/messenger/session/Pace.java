package chat.monarch.messenger.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Lets through so many a second, and no more in any second, in the order in which they come.
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final long[] last;
  private int next;
  private long count;

  /// @param perSecond 0 for no limit
  Pace(int perSecond) {
    this(perSecond, System::nanoTime);
  }

  /// @param nanos the time, as of [System#nanoTime]
  Pace(int perSecond, LongSupplier nanos) {
    this.nanos = nanos;
    this.last = new long[Math.max(0, perSecond)];
  }

  /// Takes the next turn. It is taken for good, also by those who do not wait for it.
  ///
  /// @return how long it is until then
  synchronized Duration take() {
    if (last.length == 0) {
      return Duration.ZERO;
    }
    var now = nanos.getAsLong();
    var wait = count++ < last.length ? 0 : Math.max(0, last[next] + SECOND - now);
    last[next] = now + wait;
    next = (next + 1) % last.length;
    return Duration.ofNanos(wait);
  }

  /// Takes the next turn, if it is now.
  ///
  /// @return whether it was
  synchronized boolean takeAtOnce() {
    var isFree =
        last.length == 0 || count < last.length || last[next] + SECOND - nanos.getAsLong() <= 0;
    if (isFree) {
      take();
    }
    return isFree;
  }

  /// Takes the next turn, and waits for it.
  void await() throws InterruptedException {
    var left = take();
    if (left.isPositive()) {
      TimeUnit.NANOSECONDS.sleep(left.toNanos());
    }
  }
}
