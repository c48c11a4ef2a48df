package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The portals as the rest of the bridge asks for them.
@ApplicationScoped
public class Portals {
  private final PortalTable table;
  private final Rooms rooms;
  private final Logins logins;
  private final PortalLanes lanes;

  Portals(PortalTable table, Rooms rooms, Logins logins, PortalLanes lanes) {
    this.table = table;
    this.rooms = rooms;
    this.logins = logins;
    this.lanes = lanes;
  }

  /// The id of the portal with that key, made if there is none.
  public long ensure(PortalKey key) {
    return table.ensure(key);
  }

  /// The portal that a room shows.
  public Optional<Portal> find(RoomId room) {
    return table.find(room);
  }

  /// Opens a conversation for its owner, or finds it: the room, with what history there is, and an
  /// invite. The history and the invite come a moment later.
  ///
  /// @throws HomeserverException when there is no room to be had
  public RoomId open(PortalKey key) {
    var portal = table.find(table.ensure(key)).orElseThrow();
    var room = rooms.ensure(portal, logins.session(key.login()).orElse(null));
    if (portal.invited()) {
      rooms.invite(portal, room);
    } else {
      lanes.wake(portal.id());
    }
    return room;
  }

  /// The owner left the room, or came back.
  public void ownerLeft(Portal portal, boolean left) {
    table.setOwnerLeft(portal.id(), left);
  }
}
