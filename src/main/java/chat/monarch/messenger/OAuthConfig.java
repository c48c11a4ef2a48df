package chat.monarch.messenger;

import chat.monarch.domain.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The service's OAuth 2.0, by which a user allows the bridge to sign in for him.
@ConfigMapping(prefix = "monarch.oauth")
public interface OAuthConfig {
  /// The page where the user gives his consent.
  @WithDefault("https://login.live.com/oauth20_authorize.srf")
  URI authorizeUrl();

  /// Where codes are changed for tokens.
  @WithDefault("https://login.live.com/oauth20_token.srf")
  URI tokenUrl();

  /// Where the user's browser signs out of the service.
  @WithDefault("https://login.live.com/oauth20_logout.srf")
  URI logoutUrl();

  /// The page where the user withdraws his consent; it is shown to him at logout.
  Optional<URI> consentUrl();

  /// The service's profile of an account. Empty: not asked.
  @WithDefault("https://apis.live.net/v5.0/me")
  Optional<URI> meUrl();

  /// Where the consent page sends the browser. Empty: `<public address>/login/callback`.
  Optional<URI> redirectUri();

  /// `code`, `implicit`, or `paste_token` where users can only paste a token.
  @WithDefault("code")
  Flow flow();

  /// The bridge's id at the service. Without it users can only paste a token.
  Optional<String> clientId();

  /// The bridge's secret at the service. Empty: not sent.
  Optional<Secret> clientSecret();

  /// What is asked for.
  @WithDefault("wl.messenger,wl.offline_access,wl.basic")
  List<String> scopes();

  /// What stands between the scopes.
  @WithDefault(" ")
  String scopeSeparator();

  /// `post`, `get`, or `auto`: post, and get where the service has no post.
  @WithDefault("auto")
  TokenMethod tokenMethod();

  /// How long before its end an access token is renewed.
  @WithDefault("120s")
  Duration refreshMargin();

  /// Takes pasted redirects that bear no `state`.
  @WithDefault("false")
  boolean allowStateless();

  /// How a user signs in.
  enum Flow {
    CODE,
    IMPLICIT,
    PASTE_TOKEN
  }

  /// How the token endpoint is asked.
  enum TokenMethod {
    POST,
    GET,
    AUTO
  }
}
