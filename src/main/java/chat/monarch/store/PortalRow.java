package chat.monarch.store;

import chat.monarch.domain.Gap;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "portal")
class PortalRow extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  String login = "";

  @Column(name = "remote_id")
  String remoteId = "";

  @Nullable String room;
  boolean backfilled;
  boolean invited;

  @Column(name = "owner_left")
  boolean ownerLeft;

  @Column(name = "gap_from")
  @Nullable Instant gapFrom;

  @Column(name = "gap_to")
  @Nullable Instant gapTo;

  @Column(name = "shown_name")
  @Nullable String shownName;

  @Column(name = "shown_avatar")
  @Nullable String shownAvatar;

  @Column(name = "shown_request")
  boolean shownRequest;

  private PortalKey key() {
    return new PortalKey(new LoginId(login), new RemoteUserId(remoteId));
  }

  /// Only of one that has a room.
  ShownRoom toShownRoom() {
    var shown = new RoomId(Objects.requireNonNull(room));
    return new ShownRoom(id, key(), shown, shownName, GhostRow.picture(shownAvatar), shownRequest);
  }

  Portal toPortal() {
    var gap = gapFrom == null || gapTo == null ? null : new Gap(gapFrom, gapTo);
    var shown = room == null ? null : new RoomId(room);
    return new Portal(id, key(), shown, backfilled, invited, ownerLeft, gap);
  }
}
