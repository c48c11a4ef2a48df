package chat.monarch.bridge.presence;

import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;

/// Shows contacts to those who are in rooms with their ghosts.
@FunctionalInterface
interface Showing {
  /// A login sees the contact so. Returns at once.
  void show(LoginId login, RemoteUserId contact, Presence presence);
}
