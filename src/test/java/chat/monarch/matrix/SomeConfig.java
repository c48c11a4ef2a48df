package chat.monarch.matrix;

import chat.monarch.domain.Secret;
import java.net.URI;

/// A configuration of both kinds.
public record SomeConfig(URI homeserver, URI appservice)
    implements AppserviceConfig, HomeserverConfig {
  /// The domain of the service's accounts.
  public static final String MESSENGER_DOMAIN = "messenger.live.com";

  /// One whose addresses nobody asks.
  public static SomeConfig anywhere() {
    return at(URI.create("http://127.0.0.1:1"));
  }

  /// One of a homeserver at that address.
  public static SomeConfig at(URI homeserver) {
    return new SomeConfig(homeserver, URI.create("http://127.0.0.1:2"));
  }

  /// Where the homeserver is.
  @Override
  public URI address() {
    return homeserver;
  }

  @Override
  public String domain() {
    return "example.org";
  }

  @Override
  public String id() {
    return "messenger";
  }

  @Override
  public Secret asToken() {
    return new Secret("the-as-token");
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
