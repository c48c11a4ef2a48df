package chat.monarch.store;

import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The ghosts, as the homeserver was told of them.
@ApplicationScoped
@Transactional
public class GhostTable {
  private static final String IN_ROSTER =
      "remoteId in (select c.key.remoteId from ContactEntity c where c.key.login = ?1)";

  private final Clock clock;

  GhostTable(Clock clock) {
    this.clock = clock;
  }

  /// The ghost of a contact.
  public Optional<Ghost> find(RemoteUserId contact) {
    return GhostRow.<GhostRow>findByIdOptional(contact.value()).map(GhostRow::toGhost);
  }

  /// What the cards of a login's contacts say that they are called, where they do.
  public Map<RemoteUserId, String> namesIn(LoginId login) {
    return GhostRow.<GhostRow>list("name is not null and " + IN_ROSTER, login.value()).stream()
        .collect(
            Collectors.toMap(
                row -> new RemoteUserId(row.remoteId), row -> Objects.requireNonNull(row.name)));
  }

  /// The ghosts of a login's contacts whose cards say no name.
  public Set<RemoteUserId> withoutNameIn(LoginId login) {
    return GhostRow.<GhostRow>list("name is null and " + IN_ROSTER, login.value()).stream()
        .map(row -> new RemoteUserId(row.remoteId))
        .collect(Collectors.toSet());
  }

  /// What the homeserver was told last that a ghost is called.
  public Optional<String> shownName(RemoteUserId contact) {
    return GhostRow.<GhostRow>findByIdOptional(contact.value()).map(row -> row.shownName);
  }

  /// Remembers what the homeserver was told that a ghost is called.
  public void setShownName(RemoteUserId contact, String name) {
    GhostRow.<GhostRow>findByIdOptional(contact.value()).ifPresent(row -> row.shownName = name);
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
