package chat.monarch.sandbox.oauth;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a token allows.
///
/// @param cid whose account it is
/// @param client to which application it was given
public record Grant(String cid, String client, Set<String> scopes, Instant expires) {

  public Grant {
    // In the order in which they were asked for, which Set.copyOf would lose.
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /// Whether XMPP may be used with it.
  public boolean allowsMessenger() {
    return scopes.contains("wl.messenger");
  }

  boolean allowsRefresh() {
    return scopes.contains("wl.offline_access");
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }
}
