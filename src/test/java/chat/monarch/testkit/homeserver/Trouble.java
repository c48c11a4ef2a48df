package chat.monarch.testkit.homeserver;

import chat.monarch.testkit.fault.Hold;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What befalls a request. It is one request's, unless [#times] says otherwise.
public final class Trouble {
  private final Effect effect;
  private int left = 1;

  /// What is done to a request around the homeserver's own doing.
  interface Effect {
    /// @return whether the homeserver does what it is asked for
    boolean isDone(HttpExchange exchange) throws IOException;

    /// @return whether the homeserver says what it did
    default boolean isAnswered() {
      return true;
    }
  }

  Trouble(Effect effect) {
    this.effect = effect;
  }

  /// Befalls so many requests, one after another.
  public synchronized Trouble times(int count) {
    left = count;
    return this;
  }

  /// Takes one of its times; false when it is used up.
  synchronized boolean take() {
    return left-- > 0;
  }

  Effect effect() {
    return effect;
  }

  /// A status with a Matrix error, and nothing is done.
  static Effect status(int status, String body) {
    return exchange -> {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      return false;
    };
  }

  /// Done, but so much later.
  static Effect delay(Duration time) {
    return _ -> {
      var later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
      CompletableFuture.runAsync(() -> {}, later).join();
      return true;
    };
  }

  /// Not done as long as it is held; abandoned, it is never done, and the connection is cut.
  static Effect before(Hold hold) {
    return _ -> hold.pass();
  }

  /// Done, but not answered as long as it is held; abandoned, the connection is cut.
  static Effect after(Hold hold) {
    return new Effect() {
      @Override
      public boolean isDone(HttpExchange exchange) {
        return true;
      }

      @Override
      public boolean isAnswered() {
        return hold.pass();
      }
    };
  }
}
