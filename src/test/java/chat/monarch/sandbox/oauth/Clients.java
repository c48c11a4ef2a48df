package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.people.OAuthClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The applications that are known, and where they may have a browser sent.
final class Clients {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private final List<OAuthClient> known;
  private final String base;

  Clients(List<OAuthClient> known, String base) {
    this.known = List.copyOf(known);
    this.base = base;
  }

  Optional<OAuthClient> find(@Nullable String id) {
    return known.stream().filter(client -> client.id().equals(id)).findFirst();
  }

  /// Whether that application may have a browser sent there.
  boolean mayRedirect(OAuthClient client, @Nullable String redirect) {
    if (redirect == null) {
      return false;
    }
    var registered = client.redirects().stream().map(uri -> uri.startsWith("/") ? base + uri : uri);
    return registered.anyMatch(redirect::equals) || (client.isPublic() && isLoopback(redirect));
  }

  private static boolean isLoopback(String redirect) {
    try {
      var uri = URI.create(redirect);
      return "http".equals(uri.getScheme())
          && uri.getFragment() == null
          && uri.getHost() != null
          && LOOPBACK.contains(uri.getHost());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
