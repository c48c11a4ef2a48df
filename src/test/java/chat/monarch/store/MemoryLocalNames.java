package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.util.HashMap;
import java.util.Map;

/// The names of users' own, in memory.
@SuppressWarnings("NullAway")
public final class MemoryLocalNames extends LocalNameTable {
  private final Map<LoginId, Map<RemoteUserId, String>> names = new HashMap<>();

  public MemoryLocalNames() {
    super(null);
  }

  @Override
  public Map<RemoteUserId, String> of(LoginId login) {
    return names.getOrDefault(login, Map.of());
  }

  @Override
  public void put(LoginId login, RemoteUserId contact, String name) {
    names.computeIfAbsent(login, _ -> new HashMap<>()).put(contact, name);
  }
}
