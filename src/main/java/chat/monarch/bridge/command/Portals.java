package chat.monarch.bridge.command;

import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;

/// Where conversations are opened.
@FunctionalInterface
public interface Portals {
  /// Opens the conversation's room, or finds it, and invites its user. Blocks.
  ///
  /// @throws chat.monarch.bridge.port.HomeserverException when the homeserver did not help
  RoomId open(PortalKey key);
}
