package chat.monarch.matrix.api;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Somebody's wish that the bot looks what it may have missed. Several at a time are one.
@Singleton
final class SyncWish {
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Semaphore wishes = new Semaphore(0);
  private long timer = -1;

  SyncWish(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Never blocks.
  void express() {
    wishes.release();
  }

  /// Expresses it when ten seconds have passed without another such call. Never blocks.
  synchronized void expressWhenQuiet() {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(QUIET.toMillis(), _ -> express());
  }

  /// What is to be expressed is expressed ten seconds from now. Never blocks.
  synchronized void postpone() {
    if (vertx.cancelTimer(timer)) {
      expressWhenQuiet();
    }
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
