package chat.monarch.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Something that is to come. Made before what brings it about, so that it cannot be missed.
public final class Expectation<T> {
  private final String what;
  private final CompletableFuture<T> arrival;
  private final Supplier<String> seenInstead;

  Expectation(String what, CompletableFuture<T> arrival, Supplier<String> seenInstead) {
    this.what = what;
    this.arrival = arrival;
    this.seenInstead = seenInstead;
  }

  /// Waits for it.
  ///
  /// @throws AssertionError where it has not come in time; says what came instead
  public T within(Duration time) {
    try {
      return arrival.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "Not seen within %s: %s. Seen last: %s".formatted(time, what, seenInstead.get()), e);
    } catch (ExecutionException e) {
      throw new AssertionError("Cannot be seen any more: " + what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for: " + what, e);
    }
  }
}
