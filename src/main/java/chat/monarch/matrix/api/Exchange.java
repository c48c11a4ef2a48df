package chat.monarch.matrix.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A request under way, and its answer.
final class Exchange {
  private final Context loop;
  private final Request request;
  private final CharSequence authorization;
  private final CharSequence userAgent;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  /// Touched by the loop only.
  private @Nullable HttpClientRequest sent;

  Exchange(Context loop, Request request, CharSequence authorization, CharSequence userAgent) {
    this.loop = loop;
    this.request = request;
    this.authorization = authorization;
    this.userAgent = userAgent;
  }

  /// Sends it, unless it was given up meanwhile.
  void send(HttpClientRequest connected) {
    if (answer.isDone()) {
      connected.reset();
      return;
    }
    sent = connected;
    connected.putHeader(HttpHeaders.USER_AGENT, userAgent);
    connected.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    var type = request.contentType();
    if (type == null) {
      connected.send().onComplete(this::receive, this::fail);
    } else {
      connected.putHeader(HttpHeaders.CONTENT_TYPE, type);
      connected.send(Buffer.buffer(request.body())).onComplete(this::receive, this::fail);
    }
  }

  private void receive(HttpClientResponse response) {
    response
        .body()
        .onComplete(
            body -> answer.complete(new Answer(response.statusCode(), body.getBytes())),
            this::fail);
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  /// Waits for the answer.
  ///
  /// @return empty when it did not come in this time
  /// @throws ExecutionException when none will come
  Optional<Answer> await(Duration time) throws ExecutionException, InterruptedException {
    try {
      return Optional.of(answer.get(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    }
  }

  /// Gives it up, if there is no answer yet: it is not sent if it was not, and else its connection
  /// is closed. Perhaps the homeserver does what it asks all the same.
  void abort() {
    if (answer.cancel(false)) {
      loop.runOnContext(_ -> reset());
    }
  }

  private void reset() {
    if (sent != null) {
      sent.reset();
    }
  }
}
