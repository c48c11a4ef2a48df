package chat.monarch.bridge.portal;

import chat.monarch.bridge.work.Lanes;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/// The work that messages of the messenger make, in order per portal.
@ApplicationScoped
public class PortalLanes {
  private final Lanes<Long> lanes;

  PortalLanes(@VirtualThreads ExecutorService threads, Clock clock, FromMessenger work) {
    this.lanes = new Lanes<>(threads, clock, work::next);
  }

  /// Says that a portal may have work. Never blocks.
  public void wake(long portal) {
    lanes.wake(portal);
  }
}
