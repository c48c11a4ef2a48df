package chat.monarch.matrix.api;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.HomeserverConfig;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// The client-server API. Every call blocks and proves us by the `as_token`, which is in a header
/// only.
///
/// A request is given up when it was not answered in 30 s from when it was sent; a creation of a
/// room in 90 s, an upload or a sync in 2 min, a ping in 70 s. It then may have been done or not:
/// who repeats it does so with the same transaction id.
@Singleton
public final class HomeserverApi {
  /// More requests at a time only wait longer at the homeserver.
  static final int AT_A_TIME = 12;

  /// Who has no answer after this time makes way for another request, and goes on beside it.
  static final Duration TURN = Duration.ofSeconds(2);

  /// So many requests go on at once, with those that made way.
  static final int UNDER_WAY = 64;

  /// Beside those: a ping, and what else waits no turn.
  private static final int CONNECTIONS = UNDER_WAY + 4;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

  private final Connections connections;
  private final RequestTurns turns = new RequestTurns(AT_A_TIME, UNDER_WAY);
  private final Reachability reachability;

  HomeserverApi(
      Vertx vertx,
      HomeserverConfig homeserver,
      AppserviceConfig appservice,
      Reachability reachability) {
    this.connections =
        new Connections(vertx, homeserver.address(), appservice.asToken().value(), CONNECTIONS);
    this.reachability = reachability;
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
    var timeout = request.timeout();
    try (var turn = turns.take()) {
      return exchange(request, TURN.compareTo(timeout) < 0 ? TURN : timeout, turn::makeWay);
    }
  }

  private Answer checked(Request request, Answer answer) {
    if (answer.isFine()) {
      reachability.answered();
      return answer;
    }
    if (answer.isRefusal() || isUnknownPuppet(request, answer)) {
      reachability.answered();
      throw new HomeserverException.Refused(
          request.toString(), answer.status(), answer.code(), answer.error());
    }
    if (answer.isAbsence()) {
      reachability.failed(request + ": " + answer);
    }
    throw new HomeserverException.Unavailable(request + ": " + answer);
  }

  /// Our own token is a condition of everything, the double-puppet registration's is not.
  private static boolean isUnknownPuppet(Request request, Answer answer) {
    return request.token() != null && answer.status() == 401 && !answer.code().isEmpty();
  }

  /// Asks at once, whatever else is under way.
  ///
  /// @return whatever it answered
  /// @throws HomeserverException.Unavailable when there is no answer
  Answer exchange(Request request) {
    return exchange(request, request.timeout(), () -> {});
  }

  private Answer exchange(Request request, Duration soon, Runnable whenSlow) {
    var exchange = connections.begin(request);
    try {
      var answer = exchange.await(soon);
      if (answer.isEmpty()) {
        whenSlow.run();
        answer = exchange.await(request.timeout().minus(soon));
      }
      return answer.orElseThrow(() -> unanswered(request));
    } catch (ExecutionException failure) {
      throw unavailable(request, failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new HomeserverException.Unavailable("Stopped while the homeserver was asked");
    } finally {
      exchange.abort();
    }
  }

  private HomeserverException unanswered(Request request) {
    return failed(request + ": no answer in " + request.timeout().toMillis() + " ms");
  }

  private HomeserverException unavailable(Request request, ExecutionException failure) {
    // Vert.x has kinds of its own: a closed connection is no IOException.
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return failed(request + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private HomeserverException failed(String why) {
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
    connections.close();
  }
}
