package chat.monarch.messenger.transport;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits, on a virtual thread, for what an event loop does.
final class Await {
  private Await() {}

  static <T> T of(Future<T> future, Duration timeout) throws StreamFailure {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new StreamFailure.Lost(Reasons.of(e.getCause()));
    } catch (TimeoutException _) {
      throw new StreamFailure.Lost("no answer within " + timeout.toSeconds() + " seconds");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StreamFailure.Lost("interrupted");
    }
  }
}
