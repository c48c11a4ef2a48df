package chat.monarch.bench;

import chat.monarch.sandbox.Sandbox;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Freezes or cuts the connections of one account as soon as they are there, until it is told to
/// stop.
final class AccountFault {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Sandbox sandbox;
  private @Nullable Wish wish;
  private @Nullable Thread thread;
  private int struck;

  /// @param freezes whether its connections are frozen; else they are cut
  record Wish(String account, boolean freezes) {}

  AccountFault(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /// Strikes for the first time, and goes on.
  synchronized boolean begin(Wish begun) {
    wish = begun;
    struck = strike(begun);
    thread = Thread.ofVirtual().start(() -> goOn(begun));
    return struck > 0;
  }

  private int strike(Wish at) {
    return at.freezes() ? sandbox.freeze(at.account()) : sandbox.drop(at.account());
  }

  private void goOn(Wish at) {
    try {
      while (!Thread.interrupted()) {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        add(strike(at));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(int times) {
    struck += times;
  }

  /// Stops, and cuts what is still frozen.
  ///
  /// @return whether it ever met a connection
  boolean end() throws InterruptedException {
    var ended = thread;
    if (ended == null || wish == null) {
      throw new IllegalStateException("No account is struck");
    }
    ended.interrupt();
    ended.join();
    sandbox.drop(wish.account());
    synchronized (this) {
      return struck > 0;
    }
  }
}
