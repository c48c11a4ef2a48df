package chat.monarch.bridge.portal;

import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Session;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The portals as the rest of the bridge asks for them.
@ApplicationScoped
public class Portals {
  private static final Logger LOG = Logger.getLogger(Portals.class);

  private final PortalTable table;
  private final Rooms rooms;
  private final Ghosts ghosts;
  private final Logins logins;
  private final PortalLanes lanes;

  Portals(PortalTable table, Rooms rooms, Ghosts ghosts, Logins logins, PortalLanes lanes) {
    this.table = table;
    this.rooms = rooms;
    this.ghosts = ghosts;
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

  /// Reads a contact's card again.
  public void refresh(RemoteUserId contact, Session session) {
    try {
      ghosts.refresh(contact, session);
    } catch (HomeserverException failure) {
      LOG.infof("A card was not taken over: %s", failure.getMessage());
    }
  }

  /// The owner left the room, or came back.
  public void ownerLeft(Portal portal, boolean left) {
    table.setOwnerLeft(portal.id(), left);
  }
}
