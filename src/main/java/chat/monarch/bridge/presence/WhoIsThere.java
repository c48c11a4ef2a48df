package chat.monarch.bridge.presence;

import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;

/// Knows how contacts are, without asking anybody.
@FunctionalInterface
public interface WhoIsThere {
  /// How a contact of the login is; offline where nothing is known.
  Presence of(LoginId login, RemoteUserId contact);
}
