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
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ghost")
class GhostRow extends PanacheEntityBase {
  @Id
  @Column(name = "remote_id")
  String remoteId = "";

  @Nullable String name;
  @Nullable String avatar;

  @Column(name = "avatar_hash")
  @Nullable String avatarHash;

  @Column(name = "shown_name")
  @Nullable String shownName;

  @Column(name = "card_read_at")
  @Nullable Instant cardReadAt;

  Ghost toGhost() {
    return new Ghost(
        new RemoteUserId(remoteId),
        name,
        avatar == null ? null : new ContentUri(avatar),
        avatarHash,
        cardReadAt != null);
  }
}
