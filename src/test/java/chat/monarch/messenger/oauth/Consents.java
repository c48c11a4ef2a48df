package chat.monarch.messenger.oauth;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.messenger.TestConfigs;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/// Consents for tests, without Quarkus.
public final class Consents {
  private static final Vertx VERTX = Vertx.vertx();

  private Consents() {}

  /// One with these keys, given without `monarch.oauth.`.
  static Consent create(Map<String, String> config) {
    return new OAuthConsent(
        VERTX,
        TestConfigs.oauth(config),
        URI.create("https://bridge.example.org"),
        InstantSource.system());
  }

  /// Reads what comes back to a redirect address.
  public static Reader reader(String redirectUri) {
    return create(Map.of("redirect-uri", redirectUri))::read;
  }

  /// Reads redirects.
  public interface Reader {
    /// What the consent page said.
    ConsentAnswer read(String redirect);
  }
}
