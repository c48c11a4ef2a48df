package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The portals in memory.
@SuppressWarnings("NullAway")
public final class MemoryPortals extends PortalTable {
  private final List<Portal> portals = new ArrayList<>();
  private final Map<Long, Shown> shown = new ConcurrentHashMap<>();
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

  /// Gives the portal's room a name and a picture, as one that was made so has them.
  public void name(Portal portal, String name, @Nullable ContentUri picture) {
    put(portal);
    setShown(portal.id(), name, picture, false);
  }

  @Override
  public List<ShownRoom> shown(LoginId login) {
    return shown(portal -> portal.key().login().equals(login));
  }

  @Override
  public List<ShownRoom> shown(RemoteUserId contact) {
    return shown(portal -> portal.key().contact().equals(contact));
  }

  private List<ShownRoom> shown(Predicate<Portal> wanted) {
    return portals.stream()
        .filter(wanted)
        .filter(portal -> portal.room() != null)
        .map(this::shown)
        .toList();
  }

  private ShownRoom shown(Portal portal) {
    var said = shown.getOrDefault(portal.id(), new Shown(null, null, false));
    return new ShownRoom(
        portal.id(), portal.key(), portal.room(), said.name(), said.picture(), said.request());
  }

  @Override
  public void setShown(long portal, String name, @Nullable ContentUri picture, boolean request) {
    shown.put(portal, new Shown(name, picture, request));
  }

  @Override
  public List<Portal> of(LoginId login) {
    return portals.stream().filter(portal -> portal.key().login().equals(login)).toList();
  }

  @Override
  public void onAudience(Consumer<Portal> listener) {
    audience.add(listener);
  }

  private record Shown(@Nullable String name, @Nullable ContentUri picture, boolean request) {}
}
