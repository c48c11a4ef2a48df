package chat.monarch.messenger.oauth;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads what the token endpoint answers (OA-6, OA-9).
final class TokenReply {
  private static final long USUAL_LIFETIME = 3_600;
  private static final String AWAY = "the service's sign-in cannot be used for now";

  private TokenReply() {}

  /// The tokens in an answer.
  ///
  /// @param json the body, or null where it is no JSON object
  /// @param old the refresh token that was used; it stays where no new one came (OA-7)
  static Tokens read(int status, @Nullable JsonObject json, @Nullable Secret old, Instant now)
      throws TokensException {
    if (status >= 500 || status == 429 || json == null) {
      throw new TokensException.Unavailable(AWAY + " (HTTP " + status + ")");
    }
    if (status != 200) {
      throw failure(text(json, "error"));
    }
    var access = text(json, "access_token");
    if (access.isEmpty()) {
      throw new TokensException.Unavailable(AWAY + " (its answer has no token)");
    }
    var refresh = text(json, "refresh_token");
    return new Tokens(
        new Secret(access),
        refresh.isEmpty() ? old : new Secret(refresh),
        now.plusSeconds(lifetime(String.valueOf(json.getValue("expires_in")))));
  }

  /// Seconds from `expires_in`; an hour where it is missing or bad.
  static long lifetime(@Nullable String expiresIn) {
    return expiresIn != null && expiresIn.matches("[1-9]\\d{0,8}")
        ? Long.parseLong(expiresIn)
        : USUAL_LIFETIME;
  }

  private static TokensException failure(String error) {
    return switch (error) {
      case "invalid_grant" ->
          new TokensException.Withdrawn("the service no longer accepts the consent");
      case "access_denied" -> new TokensException.Withdrawn("the sign-in was cancelled");
      case "server_error", "temporarily_unavailable" ->
          new TokensException.Unavailable(AWAY + " (" + error + ")");
      default ->
          new TokensException.Misconfigured(
              "the service's sign-in refuses this bridge ("
                  + (error.matches("[a-z_]{1,40}") ? error : "no known reason")
                  + "): check monarch.oauth.*");
    };
  }

  private static String text(JsonObject json, String key) {
    return json.getValue(key) instanceof String text ? text : "";
  }
}
