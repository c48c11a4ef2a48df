package chat.monarch.matrix.appservice;

import chat.monarch.matrix.AppserviceConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Lets only the homeserver in.
@Provider
@FromHomeserver
class HomeserverToken implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Instance<AppserviceConfig> config;

  /// @param config read with each request: filters are made before there is a configuration
  HomeserverToken(Instance<AppserviceConfig> config) {
    this.config = config;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (!hasScheme(authorization)) {
      request.abortWith(MatrixAnswers.error(401, "M_MISSING_TOKEN", "Who are you?"));
    } else if (!isRight(authorization.substring(SCHEME.length()))) {
      request.abortWith(MatrixAnswers.error(403, "M_UNKNOWN_TOKEN", "That is not the hs_token"));
    }
  }

  private static boolean hasScheme(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /// Takes the same time wherever the two differ.
  private boolean isRight(String given) {
    var token = config.get().hsToken().value().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, given.strip().getBytes(StandardCharsets.UTF_8));
  }
}
