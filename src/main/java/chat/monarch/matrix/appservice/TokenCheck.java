package chat.monarch.matrix.appservice;

import chat.monarch.matrix.AppserviceConfig;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the homeserver from anybody else, by the `hs_token` in a header.
@Singleton
class TokenCheck {
  private static final String SCHEME = "Bearer ";

  private final byte[] token;

  TokenCheck(AppserviceConfig config) {
    this.token = bytes(config.hsToken().value());
  }

  /// What to answer to who is not let in; empty for the homeserver.
  Optional<MatrixAnswer> refusal(@Nullable String authorization) {
    if (authorization == null || !hasScheme(authorization)) {
      return Optional.of(MatrixAnswer.error(401, "M_MISSING_TOKEN", "Who are you?"));
    }
    if (!isRight(authorization.substring(SCHEME.length()))) {
      return Optional.of(MatrixAnswer.error(403, "M_UNKNOWN_TOKEN", "That is not the hs_token"));
    }
    return Optional.empty();
  }

  private static boolean hasScheme(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /// Takes the same time wherever the two differ.
  private boolean isRight(String given) {
    return MessageDigest.isEqual(token, bytes(given.strip()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
