package chat.monarch.bridge.portal;

import chat.monarch.bridge.work.Lanes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/// The work that messages of the messenger make, in order per portal.
@ApplicationScoped
public class PortalLanes {
  /// Each holds a few rows of work in memory.
  private static final int IN_HAND = 500;

  /// Time enough for what is on its way.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Lanes<Long> lanes;

  PortalLanes(@VirtualThreads ExecutorService threads, Clock clock, FromMessenger work) {
    this.lanes = new Lanes<>(threads, IN_HAND, clock, work::next);
  }

  /// Says that a portal may have work. Never blocks.
  public void wake(long portal) {
    lanes.wake(portal);
  }

  /// Comes before the connections are closed that the work in hand needs.
  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
    lanes.stop(PATIENCE);
  }
}
