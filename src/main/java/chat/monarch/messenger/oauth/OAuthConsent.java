package chat.monarch.messenger.oauth;

import chat.monarch.bridge.login.SignInConfig;
import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.messenger.OAuthConfig;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The service's OAuth 2.0.
@ApplicationScoped
public class OAuthConsent implements Consent {
  private static final String FOR_LATER = "wl.offline_access";

  private final OAuthConfig config;
  private final URI redirectUri;
  private final TokenEndpoint endpoint;
  private final RedirectReader reader;

  @Inject
  OAuthConsent(Vertx vertx, OAuthConfig config, SignInConfig addresses, Clock clock) {
    this(vertx, config, addresses.publicAddress(), clock);
  }

  OAuthConsent(Vertx vertx, OAuthConfig config, URI publicAddress, InstantSource clock) {
    this.config = config;
    this.redirectUri = config.redirectUri().orElseGet(() -> callback(publicAddress));
    this.endpoint = new TokenEndpoint(vertx, config, clock);
    this.reader = new RedirectReader(redirectUri, clock);
  }

  private static URI callback(URI publicAddress) {
    var base = publicAddress.toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + "login/callback");
  }

  @Override
  public boolean isOffered() {
    return config.clientId().isPresent() && config.flow() != OAuthConfig.Flow.PASTE_TOKEN;
  }

  @Override
  public URI authorizeUrl(String state) {
    var values = new LinkedHashMap<String, String>();
    values.put("client_id", config.clientId().orElse(""));
    values.put("response_type", isImplicit() ? "token" : "code");
    values.put("scope", scopes());
    values.put("redirect_uri", redirectUri.toString());
    values.put("state", state);
    var separator = config.authorizeUrl().getRawQuery() == null ? "?" : "&";
    return URI.create(config.authorizeUrl() + separator + Form.write(values));
  }

  private boolean isImplicit() {
    return config.flow() == OAuthConfig.Flow.IMPLICIT;
  }

  /// In the implicit flow there is no refresh token, so it is not asked for (OA-3).
  private String scopes() {
    return config.scopes().stream()
        .filter(scope -> !(isImplicit() && scope.equals(FOR_LATER)))
        .collect(Collectors.joining(config.scopeSeparator()));
  }

  @Override
  public Tokens redeem(String code) throws TokensException {
    var values = client("authorization_code");
    values.put("code", code);
    return endpoint.ask(values, null);
  }

  @Override
  public Tokens refresh(Tokens tokens) throws TokensException {
    var refresh = tokens.refresh();
    if (refresh == null) {
      throw new TokensException.Withdrawn("the sign-in has ended and cannot be renewed");
    }
    var values = client("refresh_token");
    values.put("refresh_token", refresh.value());
    return endpoint.ask(values, refresh);
  }

  private Map<String, String> client(String grantType) {
    var values = new LinkedHashMap<String, String>();
    values.put("client_id", config.clientId().orElse(""));
    values.put("redirect_uri", redirectUri.toString());
    values.put("grant_type", grantType);
    config.clientSecret().ifPresent(secret -> values.put("client_secret", secret.value()));
    return values;
  }

  @Override
  public ConsentAnswer read(String redirect) {
    return reader.read(redirect);
  }

  @Override
  public Optional<URI> withdrawUrl() {
    return config.consentUrl();
  }

  @Override
  public Duration refreshMargin() {
    return config.refreshMargin();
  }

  @Override
  public boolean allowsStateless() {
    return config.allowStateless();
  }
}
