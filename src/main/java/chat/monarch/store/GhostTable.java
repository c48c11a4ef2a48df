package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ghosts: what their cards say, and what the homeserver was told of them.
@ApplicationScoped
@Transactional
public class GhostTable {
  private static final String IN_ROSTER =
      "remoteId in (select c.key.remoteId from ContactEntity c where c.key.login = ?1)";

  private static final String UNREAD =
      """
      select c.key.remoteId from ContactEntity c
      left join GhostRow g on g.remoteId = c.key.remoteId
      where c.key.login = ?1 and c.subscription in ('TO', 'BOTH') and c.key.remoteId > ?2
      and (g.cardReadAt is null or g.cardReadAt < ?3)
      order by c.key.remoteId
      """;

  private static final String BEHIND =
      """
      shownName is not null
      and (name is null or name <> shownName or avatar is distinct from shownAvatar) and\s"""
          + IN_ROSTER;

  /// The ghost of a contact.
  public Optional<Ghost> find(RemoteUserId contact) {
    return row(contact).map(GhostRow::toGhost);
  }

  private static Optional<GhostRow> row(RemoteUserId contact) {
    return GhostRow.findByIdOptional(contact.value());
  }

  /// What the cards of a login's contacts say that they are called, where they do.
  public Map<RemoteUserId, String> namesIn(LoginId login) {
    return GhostRow.<GhostRow>list("name is not null and " + IN_ROSTER, login.value()).stream()
        .collect(
            Collectors.toMap(
                row -> new RemoteUserId(row.remoteId), row -> Objects.requireNonNull(row.name)));
  }

  /// The ghosts of a login's contacts.
  public List<Ghost> in(LoginId login) {
    return GhostRow.<GhostRow>list(IN_ROSTER, login.value()).stream()
        .map(GhostRow::toGhost)
        .toList();
  }

  /// A login's contacts whose cards were not asked for since then, in the order of their ids.
  ///
  /// @param behind only those behind this one, null for all
  /// @param most how many at most
  public List<RemoteUserId> unread(
      LoginId login, Instant since, @Nullable RemoteUserId behind, int most) {
    return GhostRow.getEntityManager()
        .createQuery(UNREAD, String.class)
        .setParameter(1, login.value())
        .setParameter(2, behind == null ? "" : behind.value())
        .setParameter(3, since)
        .setMaxResults(most)
        .getResultStream()
        .map(RemoteUserId::new)
        .toList();
  }

  /// A login's contacts of whose ghosts the homeserver may know something old: their cards say
  /// something else than it was told, or say no name.
  public List<RemoteUserId> behindIn(LoginId login) {
    return GhostRow.<GhostRow>list(BEHIND, login.value()).stream()
        .map(row -> new RemoteUserId(row.remoteId))
        .toList();
  }

  /// Keeps what a card says.
  public void keep(Ghost ghost) {
    GhostRow.ensure(ghost.id().value());
    row(ghost.id()).orElseThrow().keep(ghost);
  }

  /// What the homeserver was told last of a ghost; empty when it does not know him.
  public Optional<ShownProfile> shown(RemoteUserId contact) {
    return row(contact)
        .filter(row -> row.shownName != null)
        .map(
            row ->
                new ShownProfile(
                    Objects.requireNonNull(row.shownName), GhostRow.picture(row.shownAvatar)));
  }

  /// The homeserver was told what a ghost is called.
  public void setShownName(RemoteUserId contact, String name) {
    GhostRow.ensure(contact.value());
    row(contact).orElseThrow().shownName = name;
  }

  /// The homeserver was told what a ghost looks like.
  public void setShownPicture(RemoteUserId contact, @Nullable ContentUri picture) {
    row(contact).ifPresent(row -> row.shownAvatar = picture == null ? null : picture.value());
  }
}
