package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Gap;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// The rows of portals, each change in a transaction of its own.
@ApplicationScoped
@Transactional
class PortalRows {
  private static final String LATEST_USED_FIRST =
      """
      select p.* from portal p left join lateral
        (select max(position) as latest from message m where m.portal = p.id) l on true
      where p.login = ?1 order by l.latest desc nulls last, p.id
      """;

  Optional<Portal> find(long id) {
    return PortalRow.<PortalRow>findByIdOptional(id).map(PortalRow::toPortal);
  }

  Optional<Long> idOf(RoomId room) {
    return PortalRow.<PortalRow>find("room", room.value())
        .firstResultOptional()
        .map(found -> found.id);
  }

  Optional<Long> idOf(PortalKey key) {
    return PortalRow.<PortalRow>find(
            "login = ?1 and remoteId = ?2", key.login().value(), key.contact().value())
        .firstResultOptional()
        .map(found -> found.id);
  }

  List<Portal> of(LoginId login) {
    return PortalRow.getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(LATEST_USED_FIRST, PortalRow.class)
        .setParameter(1, login.value())
        .getResultStream()
        .map(PortalRow::toPortal)
        .toList();
  }

  List<Portal> notInvited() {
    return PortalRow.<PortalRow>list("room is not null and not invited").stream()
        .map(PortalRow::toPortal)
        .toList();
  }

  List<ShownRoom> shown(LoginId login) {
    return PortalRow.<PortalRow>list("room is not null and login = ?1", login.value()).stream()
        .map(PortalRow::toShownRoom)
        .toList();
  }

  List<ShownRoom> shown(RemoteUserId contact) {
    return PortalRow.<PortalRow>list("room is not null and remoteId = ?1", contact.value()).stream()
        .map(PortalRow::toShownRoom)
        .toList();
  }

  void setRoom(long portal, RoomId room) {
    PortalRow.update("room = ?1 where id = ?2", room.value(), portal);
  }

  void setShown(long portal, String name, @Nullable ContentUri picture, boolean request) {
    var avatar = picture == null ? null : picture.value();
    PortalRow.update(
        "shownName = ?1, shownAvatar = ?2, shownRequest = ?3 where id = ?4",
        name,
        avatar,
        request,
        portal);
  }

  void setInvited(long portal) {
    PortalRow.update("invited = true, ownerLeft = false where id = ?1", portal);
  }

  void setOwnerLeft(long portal, boolean left) {
    PortalRow.update("ownerLeft = ?1 where id = ?2", left, portal);
  }

  void setGap(long portal, Gap gap) {
    PortalRow.update("gapFrom = ?1, gapTo = ?2 where id = ?3", gap.from(), gap.to(), portal);
  }

  void gapTold(long portal, Gap gap) {
    PortalRow.update("gapFrom = null, gapTo = null where id = ?1 and gapTo = ?2", portal, gap.to());
  }
}
