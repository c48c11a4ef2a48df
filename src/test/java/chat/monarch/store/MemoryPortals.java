package chat.monarch.store;

import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The portals in memory.
@SuppressWarnings("NullAway")
public final class MemoryPortals extends PortalTable {
  private final List<Portal> portals = new ArrayList<>();
  private final List<Consumer<Portal>> audience = new ArrayList<>();

  public MemoryPortals() {
    super(null, null);
  }

  /// Puts the portal into the place of that with its id, and tells of it.
  public void put(Portal portal) {
    portals.removeIf(each -> each.id() == portal.id());
    portals.add(portal);
    audience.forEach(each -> each.accept(portal));
  }

  @Override
  public List<Portal> of(LoginId login) {
    return portals.stream().filter(portal -> portal.key().login().equals(login)).toList();
  }

  @Override
  public void onAudience(Consumer<Portal> listener) {
    audience.add(listener);
  }
}
