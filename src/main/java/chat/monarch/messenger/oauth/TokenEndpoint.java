package chat.monarch.messenger.oauth;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.messenger.OAuthConfig;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks for tokens (OA-5). Neither what is asked nor what is answered is ever logged.
final class TokenEndpoint {
  private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Set<Integer> NO_POST = Set.of(404, 405, 503);

  private final OAuthConfig config;
  private final InstantSource clock;
  private final WebClient http;
  private volatile Instant closedUntil = Instant.MIN;

  TokenEndpoint(Vertx vertx, OAuthConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.http = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
  }

  /// Asks once, or twice where the service has no POST.
  ///
  /// @param old the refresh token in use, if any
  Tokens ask(Map<String, String> values, @Nullable Secret old) throws TokensException {
    if (clock.instant().isBefore(closedUntil)) {
      throw new TokensException.Unavailable("the service's sign-in asked us to come later");
    }
    var response = config.tokenMethod() == OAuthConfig.TokenMethod.GET ? get(values) : post(values);
    var json = json(response);
    if (config.tokenMethod() == OAuthConfig.TokenMethod.AUTO
        && NO_POST.contains(response.statusCode())
        && json == null) {
      LOG.infof("The token endpoint takes no POST (HTTP %d): GET", response.statusCode());
      response = get(values);
      json = json(response);
    }
    heed(response);
    return TokenReply.read(response.statusCode(), json, old, clock.instant());
  }

  private HttpResponse<Buffer> post(Map<String, String> values) throws TokensException {
    return await(
        () ->
            http.postAbs(config.tokenUrl().toString())
                .putHeader("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .putHeader("Accept", "application/json")
                .timeout(TIMEOUT.toMillis())
                .sendBufferAndAwait(Buffer.buffer(Form.write(values))));
  }

  private HttpResponse<Buffer> get(Map<String, String> values) throws TokensException {
    var separator = config.tokenUrl().getRawQuery() == null ? "?" : "&";
    return await(
        () ->
            http.getAbs(config.tokenUrl() + separator + Form.write(values))
                .putHeader("Accept", "application/json")
                .timeout(TIMEOUT.toMillis())
                .sendAndAwait());
  }

  private interface Request {
    HttpResponse<Buffer> send();
  }

  /// The failure's own message is left out: it may name the address, which holds secrets.
  private static HttpResponse<Buffer> await(Request request) throws TokensException {
    try {
      return request.send();
    } catch (RuntimeException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new TokensException.Unavailable(
          "the service's sign-in cannot be reached (" + cause.getClass().getSimpleName() + ")");
    }
  }

  private static @Nullable JsonObject json(HttpResponse<Buffer> response) {
    try {
      return response.bodyAsJsonObject();
    } catch (DecodeException | ClassCastException _) {
      return null;
    }
  }

  private void heed(HttpResponse<Buffer> response) {
    var seconds = response.getHeader("Retry-After");
    if (response.statusCode() >= 400 && seconds != null && seconds.matches("\\d{1,4}")) {
      closedUntil = clock.instant().plusSeconds(Long.parseLong(seconds));
    }
  }
}
