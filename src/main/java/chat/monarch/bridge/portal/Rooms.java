package chat.monarch.bridge.portal;

import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Session;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The rooms of portals. What is done here may be done twice without harm: a room is found again by
/// its alias, and is remembered only when its ghost is in it.
@ApplicationScoped
class Rooms {
  private static final Logger LOG = Logger.getLogger(Rooms.class);

  private final PortalTable portals;
  private final RoomNames names;
  private final Ghosts ghosts;
  private final Logins logins;
  private final Homeserver homeserver;

  Rooms(PortalTable portals, RoomNames names, Ghosts ghosts, Logins logins, Homeserver homeserver) {
    this.portals = portals;
    this.names = names;
    this.ghosts = ghosts;
    this.logins = logins;
    this.homeserver = homeserver;
  }

  /// The portal's room, made if there is none; the owner is not asked in yet.
  ///
  /// @param session where the contact's card is asked for, if the login is connected
  RoomId ensure(Portal portal, @Nullable Session session) {
    return portal.room() != null ? portal.room() : make(portal, session);
  }

  private RoomId make(Portal portal, @Nullable Session session) {
    var key = portal.key();
    var plan = names.plan(key, ghosts.ensure(key.login(), key.contact(), session));
    var room = homeserver.bot().ensureRoom(plan);
    bringIn(portal, room);
    portals.setRoom(portal.id(), room);
    portals.setShown(portal.id(), plan.name(), plan.picture(), plan.request());
    return room;
  }

  /// Sees to it that the ghost is in the room.
  void bringIn(Portal portal, RoomId room) {
    var ghost = homeserver.ghost(portal.key().contact());
    homeserver.bot().invite(room, ghost.user(), true);
    ghost.join(room);
  }

  /// Asks the portal's owner into its room. The contact does it: clients keep a direct chat among
  /// those with whoever invited.
  void invite(Portal portal, RoomId room) {
    logins.owner(portal.key().login()).ifPresent(owner -> invite(portal, room, owner));
    portals.setInvited(portal.id());
  }

  private void invite(Portal portal, RoomId room, MatrixUserId owner) {
    try {
      homeserver.ghost(portal.key().contact()).invite(room, owner, true);
    } catch (HomeserverException.Refused refusal) {
      LOG.infof("The bot invites to portal %d: %s", portal.id(), refusal.getMessage());
      homeserver.bot().invite(room, owner, true);
    }
  }
}
