package chat.monarch.bridge.portal;

import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import java.util.function.Function;

/// Portals that are opened as the test says.
@SuppressWarnings("NullAway")
public final class FakePortals extends Portals {
  private final Function<PortalKey, RoomId> opening;

  public FakePortals(Function<PortalKey, RoomId> opening) {
    super(null, null, null, null);
    this.opening = opening;
  }

  @Override
  public RoomId open(PortalKey key) {
    return opening.apply(key);
  }
}
