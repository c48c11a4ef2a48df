package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Gap;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The portals. Those in use are remembered, so that a message costs no question; what changes one
/// makes it be read again.
@ApplicationScoped
public class PortalTable {
  private static final int REMEMBERED = 20_000;

  private final Cache<Long, Optional<Portal>> portals =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /// Ids never change.
  private final Cache<PortalKey, Long> keys = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private final Cache<RoomId, Optional<Long>> rooms =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final List<Consumer<Portal>> listeners = new CopyOnWriteArrayList<>();
  private final Database database;
  private final PortalRows rows;

  PortalTable(Database database, PortalRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /// The id of the portal of that key, made if there is none.
  ///
  /// @throws StoreException when there is none to be had
  public long ensure(PortalKey key) {
    return keys.get(key, this::insert);
  }

  private long insert(PortalKey key) {
    return database
        .query(
            "insert into portal (login, remote_id) values (?, ?)"
                + " on conflict (login, remote_id) do update set login = excluded.login"
                + " returning id",
            statement -> {
              statement.setString(1, key.login().value());
              statement.setString(2, key.contact().value());
            },
            result -> result.getLong(1))
        .getFirst();
  }

  /// The portal of that key, if there is one.
  public Optional<Portal> find(PortalKey key) {
    var id = keys.getIfPresent(key);
    return (id == null ? rows.idOf(key) : Optional.of(id)).flatMap(this::find);
  }

  /// The portal with that id.
  public Optional<Portal> find(long id) {
    return portals.get(id, rows::find);
  }

  /// The portal that a room shows.
  public Optional<Portal> find(RoomId room) {
    return rooms.get(room, rows::idOf).flatMap(this::find);
  }

  /// The portals of a login, the latest used first.
  public List<Portal> of(LoginId login) {
    return rows.of(login);
  }

  /// The portals that have a room into which nobody was asked yet.
  public List<Portal> notInvited() {
    return rows.notInvited();
  }

  /// What the rooms of a login say of its contacts.
  public List<ShownRoom> shown(LoginId login) {
    return rows.shown(login);
  }

  /// What the rooms of all logins say of somebody.
  public List<ShownRoom> shown(RemoteUserId contact) {
    return rows.shown(contact);
  }

  /// Remembers what a portal's room says of the contact.
  ///
  /// @param request whether he waits for the owner's answer to an invitation
  public void setShown(long portal, String name, @Nullable ContentUri picture, boolean request) {
    rows.setShown(portal, name, picture, request);
  }

  /// Remembers the portal's room.
  public void setRoom(long portal, RoomId room) {
    rows.setRoom(portal, room);
    rooms.invalidate(room);
    portals.invalidate(portal);
  }

  /// The portal's row was changed together with others.
  public void readAgain(long portal) {
    portals.invalidate(portal);
  }

  /// Remembers that the owner was asked into the room.
  public void setInvited(long portal) {
    rows.setInvited(portal);
    portals.invalidate(portal);
    tellAudience(portal);
  }

  /// Remembers that the owner left the room, or came back.
  public void setOwnerLeft(long portal, boolean left) {
    rows.setOwnerLeft(portal, left);
    portals.invalidate(portal);
    tellAudience(portal);
  }

  /// Has somebody told when a portal's owner was asked in, left or came back.
  public void onAudience(Consumer<Portal> listener) {
    listeners.add(listener);
  }

  private void tellAudience(long portal) {
    find(portal).ifPresent(found -> listeners.forEach(each -> each.accept(found)));
  }

  /// Remembers that messages may be missing, until the room says so.
  public void setGap(long portal, Gap gap) {
    rows.setGap(portal, gap);
    portals.invalidate(portal);
  }

  /// The room says that messages may be missing.
  public void gapTold(long portal, Gap gap) {
    rows.gapTold(portal, gap);
    portals.invalidate(portal);
  }
}
