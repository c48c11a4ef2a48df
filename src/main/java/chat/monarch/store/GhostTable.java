package chat.monarch.store;

import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/// The ghosts, as the homeserver was told of them.
@ApplicationScoped
@Transactional
public class GhostTable {
  private final Clock clock;

  GhostTable(Clock clock) {
    this.clock = clock;
  }

  /// The ghost of a contact.
  public Optional<Ghost> find(RemoteUserId contact) {
    return GhostRow.<GhostRow>findByIdOptional(contact.value()).map(GhostRow::toGhost);
  }

  /// Remembers what the homeserver was told.
  public void remember(Ghost ghost) {
    var row = GhostRow.<GhostRow>findByIdOptional(ghost.id().value()).orElseGet(GhostRow::new);
    row.remoteId = ghost.id().value();
    row.name = ghost.name();
    row.avatar = ghost.picture() == null ? null : ghost.picture().value();
    row.avatarHash = ghost.pictureHash();
    row.cardReadAt = ghost.known() ? clock.instant() : null;
    row.persist();
  }
}
