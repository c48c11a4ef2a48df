package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.RemoteUserId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ghost")
// What the homeserver was told and what a card says are written side by side.
@DynamicUpdate
class GhostRow extends PanacheEntityBase {
  @Id
  @Column(name = "remote_id")
  String remoteId = "";

  @Nullable String name;
  @Nullable String avatar;

  @Column(name = "avatar_hash")
  @Nullable String avatarHash;

  @Column(name = "photo_hash")
  @Nullable String photoHash;

  @Column(name = "shown_name")
  @Nullable String shownName;

  @Column(name = "shown_avatar")
  @Nullable String shownAvatar;

  @Column(name = "card_read_at")
  @Nullable Instant cardReadAt;

  /// Makes sure that there is one, whoever else does so at the same time.
  static void ensure(String remoteId) {
    getEntityManager()
        .createNativeQuery("insert into ghost (remote_id) values (?1) on conflict do nothing")
        .setParameter(1, remoteId)
        .executeUpdate();
  }

  Ghost toGhost() {
    return new Ghost(
        new RemoteUserId(remoteId), name, picture(avatar), avatarHash, photoHash, cardReadAt);
  }

  void keep(Ghost ghost) {
    name = ghost.name();
    avatar = ghost.picture() == null ? null : ghost.picture().value();
    avatarHash = ghost.pictureHash();
    photoHash = ghost.photoHash();
    cardReadAt = ghost.readAt();
  }

  static @Nullable ContentUri picture(@Nullable String uri) {
    return uri == null ? null : new ContentUri(uri);
  }
}
