package chat.monarch.matrix.api;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.HomeserverConfig;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The client-server API. Every call blocks and proves us by the `as_token`, which is in a header
/// only.
@Singleton
public final class HomeserverApi {
  /// More requests at a time only wait longer at the homeserver.
  static final int AT_A_TIME = 12;

  /// Beside those: a sync, a ping, and what timed out here but not yet there.
  private static final int CONNECTIONS = AT_A_TIME + 4;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final WebClient http;
  private final URI address;
  private final String authorization;
  private final Reachability reachability;
  private final Semaphore permits = new Semaphore(AT_A_TIME, true);

  HomeserverApi(
      Vertx vertx,
      HomeserverConfig homeserver,
      AppserviceConfig appservice,
      Reachability reachability) {
    this.http = WebClient.create(vertx, options());
    this.address = homeserver.address();
    this.authorization = "Bearer " + appservice.asToken().value();
    this.reachability = reachability;
  }

  private static WebClientOptions options() {
    // A redirect would carry the token to wherever it points.
    return new WebClientOptions()
        .setUserAgent("Monarch")
        .setFollowRedirects(false)
        .setConnectTimeout(10_000)
        .setKeepAliveTimeout(30)
        .setMaxPoolSize(CONNECTIONS);
  }

  /// Asks, and waits its turn among all requests; waits and asks again for half a minute when the
  /// homeserver wants less.
  ///
  /// @return what it answered
  /// @throws HomeserverException.Unavailable when it cannot be reached or does not work; perhaps it
  ///     did what was asked all the same
  /// @throws HomeserverException.Refused when it says no
  JsonNode call(Request request) {
    return callRaw(request).json();
  }

  /// As [#call], with the answer as it came.
  Answer callRaw(Request request) {
    var patience = MOST_PATIENCE;
    var answer = inTurn(request);
    while (answer.isLimit() && patience.compareTo(answer.retryAfter()) > 0) {
      patience = patience.minus(answer.retryAfter());
      sleep(answer.retryAfter());
      answer = inTurn(request);
    }
    return checked(request, answer);
  }

  private Answer inTurn(Request request) {
    permits.acquireUninterruptibly();
    try {
      return exchange(request);
    } finally {
      permits.release();
    }
  }

  private Answer checked(Request request, Answer answer) {
    if (answer.isFine()) {
      reachability.answered();
      return answer;
    }
    if (answer.isRefusal()) {
      reachability.answered();
      throw new HomeserverException.Refused(
          request.toString(), answer.status(), answer.code(), answer.error());
    }
    if (answer.isAbsence()) {
      reachability.failed(request + ": " + answer);
    }
    throw new HomeserverException.Unavailable(request + ": " + answer);
  }

  /// Asks at once, whatever else is under way.
  ///
  /// @return whatever it answered
  /// @throws HomeserverException.Unavailable when there is no answer
  Answer exchange(Request request) {
    try {
      var response = send(request).await().atMost(request.timeout().plus(GRACE));
      var body = response.body();
      return new Answer(response.statusCode(), body == null ? new byte[0] : body.getBytes());
    } catch (RuntimeException failure) {
      // Vert.x has kinds of its own: a closed connection is no IOException.
      throw unavailable(request, failure);
    }
  }

  private Uni<HttpResponse<Buffer>> send(Request request) {
    var call =
        http.requestAbs(
                request.method(), address.toString().replaceAll("/+$", "") + request.target())
            .timeout(request.timeout().toMillis())
            .putHeader("Authorization", authorization);
    if (request.contentType() == null) {
      return call.send();
    }
    return call.putHeader("Content-Type", request.contentType())
        .sendBuffer(Buffer.buffer(request.body()));
  }

  private HomeserverException unavailable(Request request, RuntimeException failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    var why = request + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    reachability.failed(why);
    return new HomeserverException.Unavailable(why);
  }

  private static void sleep(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new HomeserverException.Unavailable("Stopped while waiting for the homeserver");
    }
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
