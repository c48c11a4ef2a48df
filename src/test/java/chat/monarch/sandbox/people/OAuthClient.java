package chat.monarch.sandbox.people;

import java.util.List;

/// An application that may ask people for access.
///
/// @param secret empty for a public client, which needs none
/// @param redirects where it may have the browser sent: addresses, or paths of the sandbox itself.
///     A public client may also name any loopback address
public record OAuthClient(String id, String secret, List<String> redirects) {

  public OAuthClient {
    redirects = List.copyOf(redirects);
  }

  public boolean isPublic() {
    return secret.isEmpty();
  }
}
