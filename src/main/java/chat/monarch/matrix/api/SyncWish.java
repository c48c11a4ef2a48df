package chat.monarch.matrix.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Somebody's wish that the bot looks what it may have missed. Several at a time are one.
@Singleton
final class SyncWish {
  private final Semaphore wishes = new Semaphore(0);

  /// Never blocks.
  void express() {
    wishes.release();
  }

  /// Waits for a wish, but not for longer than this, and takes back all that there are.
  ///
  /// @return whether there was one
  boolean await(Duration most) throws InterruptedException {
    var wished = wishes.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    wishes.drainPermits();
    return wished;
  }
}
