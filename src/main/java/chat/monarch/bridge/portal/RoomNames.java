package chat.monarch.bridge.portal;

import chat.monarch.bridge.contact.IncomingInvitations;
import chat.monarch.bridge.contact.Names;
import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.GhostTable;
import chat.monarch.store.PortalTable;
import chat.monarch.store.ShownRoom;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What rooms say of contacts: names as their owners know them and, where they have several
/// accounts, by which of them they talk there; pictures; and whether somebody asks to become a
/// contact.
@ApplicationScoped
public class RoomNames {
  private static final Logger LOG = Logger.getLogger(RoomNames.class);

  private final PortalTable portals;
  private final GhostTable ghosts;
  private final Names names;
  private final AccountNames accounts;
  private final IncomingInvitations incoming;
  private final Homeserver homeserver;

  RoomNames(
      PortalTable portals,
      GhostTable ghosts,
      Names names,
      AccountNames accounts,
      IncomingInvitations incoming,
      Homeserver homeserver) {
    this.portals = portals;
    this.ghosts = ghosts;
    this.names = names;
    this.accounts = accounts;
    this.incoming = incoming;
    this.homeserver = homeserver;
  }

  /// Has somebody told of whom rooms may say something old; he must not block.
  public void onNews(Consumer<RemoteUserId> listener) {
    // what came in between while the room was made is in no room yet
    portals.onAudience(portal -> listener.accept(portal.key().contact()));
    names.onCalled(listener);
    incoming.onAsking(listener);
  }

  /// The room that a portal is to have.
  RoomPlan.Portal plan(PortalKey key, Ghost ghost) {
    var name = names.of(key.login(), key.contact()) + accounts.suffix(key.login());
    return new RoomPlan.Portal(key, name, ghost.picture(), isRequest(key));
  }

  private boolean isRequest(PortalKey key) {
    return incoming.isAsking(key.login(), key.contact());
  }

  /// The contacts of a login and of its user's others whose rooms say something old, with few
  /// questions to the database.
  public List<RemoteUserId> behindWith(LoginId login) {
    return accounts.suffixes(login).entrySet().stream()
        .flatMap(account -> behindIn(account.getKey(), account.getValue()).stream())
        .toList();
  }

  private List<RemoteUserId> behindIn(LoginId login, String suffix) {
    var now = names.of(login);
    var known = ghosts.in(login).stream().collect(Collectors.toMap(Ghost::id, Function.identity()));
    var asking = incoming.asking(login);
    return portals.shown(login).stream()
        .filter(
            room ->
                isBehind(room, now, suffix, known)
                    || room.request() != asking.contains(room.key().contact()))
        .map(room -> room.key().contact())
        .toList();
  }

  private static boolean isBehind(
      ShownRoom room,
      Map<RemoteUserId, String> now,
      String suffix,
      Map<RemoteUserId, Ghost> known) {
    var contact = room.key().contact();
    var ghost = known.get(contact);
    var name = now.get(contact);
    return (name != null && !(name + suffix).equals(room.name()))
        || (ghost != null && !Objects.equals(ghost.picture(), room.picture()));
  }

  /// Has the rooms of somebody say what is new of him. One that does not take it stays as it is.
  ///
  /// @throws HomeserverException.Unavailable when the rest has to wait
  public void follow(RemoteUserId contact) {
    var rooms = portals.shown(contact);
    if (!rooms.isEmpty()) {
      var picture = ghosts.find(contact).map(Ghost::picture).orElse(null);
      rooms.forEach(room -> follow(room, picture));
    }
  }

  private void follow(ShownRoom room, @Nullable ContentUri picture) {
    var key = room.key();
    var before = said(room);
    var now = new RoomPlan.Portal(key, name(room), picture, isRequest(key));
    if (now.equals(before)) {
      return;
    }
    try {
      homeserver.bot().update(room.room(), before, now);
      portals.setShown(room.portal(), now.name(), picture, now.request());
    } catch (HomeserverException.Refused refusal) {
      LOG.infof("Room %s stays as it is: %s", room.room().value(), refusal.getMessage());
    }
  }

  private static RoomPlan.@Nullable Portal said(ShownRoom room) {
    return room.name() == null
        ? null
        : new RoomPlan.Portal(room.key(), room.name(), room.picture(), room.request());
  }

  /// Somebody of whom no name is known any more, as he was removed from the roster, keeps his.
  private String name(ShownRoom room) {
    var contact = room.key().contact();
    var login = room.key().login();
    return names
        .known(login, contact)
        .map(name -> name + accounts.suffix(login))
        .or(() -> Optional.ofNullable(room.name()))
        .orElseGet(() -> Ghosts.localPart(contact));
  }
}
