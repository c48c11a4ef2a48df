package chat.monarch.bridge.presence;

import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;

/// Shows contacts to those who are in rooms with their ghosts.
interface Showing {
  /// A login sees the contact so. Returns at once.
  void show(LoginId login, RemoteUserId contact, Presence presence);

  /// The contact's ghost typed or wrote: a homeserver takes somebody for online who does, and is to
  /// be told if he is not. Returns at once.
  void acted(RemoteUserId contact);
}
