package chat.monarch.messenger.transport;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits, on a virtual thread, for what an event loop does.
final class Await {
  private Await() {}

  static <T> T of(Future<T> future, Duration timeout) throws StreamFailure {
    return get(future.toCompletionStage().toCompletableFuture(), timeout);
  }

  /// Waits until one of both is complete.
  static void either(CompletableFuture<?> one, CompletableFuture<?> other, Duration timeout)
      throws StreamFailure {
    get(CompletableFuture.anyOf(one, other), timeout);
  }

  private static <T> T get(CompletableFuture<T> future, Duration timeout) throws StreamFailure {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
