package chat.monarch.testkit.fault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A moment at which something is stopped on its way, until it may go on or is thrown away.
public final class Hold {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String what;
  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private final CompletableFuture<Boolean> goesOn = new CompletableFuture<>();

  /// @param what is held, for the message of a failure
  public Hold(String what) {
    this.what = what;
  }

  /// One that throws away what comes to it, without being asked.
  public static Hold abandoned(String what) {
    var hold = new Hold(what);
    hold.abandon();
    return hold;
  }

  /// Waits until something is held.
  ///
  /// @throws AssertionError when nothing came in 30 s
  public void await() {
    if (!isReachedWithin(PATIENCE)) {
      throw new AssertionError("Not reached in " + PATIENCE + ": " + what);
    }
  }

  /// Waits so long at most until something is held.
  ///
  /// @return whether it is
  public boolean isReachedWithin(Duration time) {
    try {
      reached.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Lets it go on.
  public void release() {
    goesOn.complete(true);
  }

  /// Throws it away, with the connection on which it came.
  public void abandon() {
    goesOn.complete(false);
  }

  /// Called by whoever has the thing in hand: blocks until it is known what becomes of it.
  ///
  /// @return whether it goes on
  public boolean pass() {
    reached.complete(null);
    return goesOn.join();
  }

  @Override
  public String toString() {
    return what;
  }
}
