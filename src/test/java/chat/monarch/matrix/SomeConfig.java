package chat.monarch.matrix;

import chat.monarch.domain.Secret;
import java.net.URI;

/// A configuration of both kinds.
public record SomeConfig(String domain, URI homeserver, URI appservice, String id, Secret asToken)
    implements AppserviceConfig, HomeserverConfig {
  /// The domain of the service's accounts.
  public static final String MESSENGER_DOMAIN = "messenger.live.com";

  /// One whose addresses nobody asks.
  public static SomeConfig anywhere() {
    return at(URI.create("http://127.0.0.1:1"));
  }

  /// One of a homeserver at that address.
  public static SomeConfig at(URI homeserver) {
    return new SomeConfig(
        "example.org",
        homeserver,
        URI.create("http://127.0.0.1:2"),
        "messenger",
        new Secret("the-as-token"));
  }

  /// Where the homeserver is.
  @Override
  public URI address() {
    return homeserver;
  }

  @Override
  public Secret hsToken() {
    return new Secret("the-hs-token");
  }

  @Override
  public String botLocalpart() {
    return "messengerbot";
  }

  @Override
  public String ghostPrefix() {
    return "messenger_";
  }
}
