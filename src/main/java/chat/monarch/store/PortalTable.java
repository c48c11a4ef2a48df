package chat.monarch.store;

import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The portals.
@ApplicationScoped
@Transactional
public class PortalTable {
  /// The portal of that key, made if there is none.
  public Portal ensure(PortalKey key) {
    PortalRow.getEntityManager()
        .createNativeQuery(
            "insert into portal (login, remote_id) values (?1, ?2) on conflict do nothing")
        .setParameter(1, key.login().value())
        .setParameter(2, key.contact().value())
        .executeUpdate();
    return find(key).orElseThrow();
  }

  /// The portal of that key.
  public Optional<Portal> find(PortalKey key) {
    return PortalRow.<PortalRow>find(
            "login = ?1 and remoteId = ?2", key.login().value(), key.contact().value())
        .firstResultOptional()
        .map(PortalRow::toPortal);
  }

  /// The portal with that id.
  public Optional<Portal> find(long id) {
    return PortalRow.<PortalRow>findByIdOptional(id).map(PortalRow::toPortal);
  }

  /// The portal that a room shows.
  public Optional<Portal> find(RoomId room) {
    return PortalRow.<PortalRow>find("room", room.value())
        .firstResultOptional()
        .map(PortalRow::toPortal);
  }

  /// The portals of a login, the latest used first.
  public List<Portal> of(LoginId login) {
    return PortalRow.getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            select p.* from portal p left join lateral
              (select max(position) as latest from message m where m.portal = p.id) l on true
            where p.login = ?1 order by l.latest desc nulls last, p.id
            """,
            PortalRow.class)
        .setParameter(1, login.value())
        .getResultStream()
        .map(PortalRow::toPortal)
        .toList();
  }

  /// Remembers the portal's room.
  public void setRoom(long portal, RoomId room) {
    PortalRow.update("room = ?1 where id = ?2", room.value(), portal);
  }

  /// Remembers that the owner was asked into the room.
  public void setInvited(long portal) {
    PortalRow.update("invited = true, ownerLeft = false where id = ?1", portal);
  }

  /// Remembers that the owner left the room, or came back.
  public void setOwnerLeft(long portal, boolean left) {
    PortalRow.update("ownerLeft = ?1 where id = ?2", left, portal);
  }

  /// The portals that have a room into which nobody was asked yet.
  public List<Portal> notInvited() {
    return PortalRow.<PortalRow>list("room is not null and not invited").stream()
        .map(PortalRow::toPortal)
        .toList();
  }
}
