package chat.monarch.store;

import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The ghosts in memory; they are in the rosters of all.
public final class MemoryGhosts extends GhostTable {
  private final Map<RemoteUserId, Ghost> ghosts = new HashMap<>();

  public MemoryGhosts() {
    super(Clock.systemUTC());
  }

  @Override
  public Optional<Ghost> find(RemoteUserId contact) {
    return Optional.ofNullable(ghosts.get(contact));
  }

  @Override
  public Map<RemoteUserId, String> namesIn(LoginId login) {
    var names = new HashMap<RemoteUserId, String>();
    ghosts.forEach(
        (id, ghost) -> {
          if (ghost.name() != null) {
            names.put(id, ghost.name());
          }
        });
    return names;
  }

  @Override
  public void remember(Ghost ghost) {
    ghosts.put(ghost.id(), ghost);
  }
}
