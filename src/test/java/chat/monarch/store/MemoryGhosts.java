package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ghosts in memory; all that are in it are in the rosters of all.
public final class MemoryGhosts extends GhostTable {
  private final Map<RemoteUserId, Ghost> ghosts = new ConcurrentHashMap<>();
  private final Map<RemoteUserId, ShownProfile> shown = new ConcurrentHashMap<>();

  @Override
  public Optional<Ghost> find(RemoteUserId contact) {
    return Optional.ofNullable(ghosts.get(contact));
  }

  @Override
  public List<Ghost> in(LoginId login) {
    return List.copyOf(ghosts.values());
  }

  @Override
  public Map<RemoteUserId, String> namesIn(LoginId login) {
    return ghosts.values().stream()
        .filter(ghost -> ghost.name() != null)
        .collect(Collectors.toMap(Ghost::id, ghost -> String.valueOf(ghost.name())));
  }

  @Override
  public List<RemoteUserId> unread(
      LoginId login, Instant since, @Nullable RemoteUserId behind, int most) {
    return ghosts.values().stream()
        .filter(ghost -> !ghost.isReadSince(since))
        .map(Ghost::id)
        .filter(id -> behind == null || id.value().compareTo(behind.value()) > 0)
        .sorted(Comparator.comparing(RemoteUserId::value))
        .limit(most)
        .toList();
  }

  @Override
  public List<RemoteUserId> behindIn(LoginId login) {
    return List.copyOf(shown.keySet());
  }

  @Override
  public void keep(Ghost ghost) {
    ghosts.put(ghost.id(), ghost);
  }

  @Override
  public Optional<ShownProfile> shown(RemoteUserId contact) {
    return Optional.ofNullable(shown.get(contact));
  }

  @Override
  public void setShownName(RemoteUserId contact, String name) {
    var picture = shown(contact).map(ShownProfile::picture).orElse(null);
    shown.put(contact, new ShownProfile(name, picture));
  }

  @Override
  public void setShownPicture(RemoteUserId contact, @Nullable ContentUri picture) {
    shown.computeIfPresent(contact, (_, before) -> new ShownProfile(before.name(), picture));
  }
}
