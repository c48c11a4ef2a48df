package chat.monarch.bridge.inbox;

import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.bridge.portal.PortalLanes;
import chat.monarch.domain.Portal;
import chat.monarch.store.InboxTable;
import chat.monarch.store.OutboxTable;
import chat.monarch.store.PortalTable;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Takes up the work that the last process left, and what waited for the homeserver.
@ApplicationScoped
class WorkStart {
  private static final Duration SELDOM = Duration.ofSeconds(2);

  private final InboxTable inbox;
  private final OutboxTable outbox;
  private final PortalTable portals;
  private final RoomLanes roomLanes;
  private final PortalLanes portalLanes;
  private final Clock clock;
  private Instant last = Instant.MIN;

  WorkStart(
      InboxTable inbox,
      OutboxTable outbox,
      PortalTable portals,
      RoomLanes roomLanes,
      PortalLanes portalLanes,
      Clock clock) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.portals = portals;
    this.roomLanes = roomLanes;
    this.portalLanes = portalLanes;
    this.clock = clock;
  }

  /// Comes before any login is connected: what the last process was writing is uncertain first.
  void mark(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    inbox.markInterruptedUncertain();
  }

  /// Comes when the logins have their sessions: without one, what waits would be refused.
  void wake(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    wakeAll();
    portals.notInvited().stream().map(Portal::id).forEach(portalLanes::wake);
  }

  /// A homeserver that comes and goes makes this happen now and then only.
  synchronized void goOn(@ObservesAsync HomeserverReturned event) {
    if (clock.instant().isBefore(last.plus(SELDOM))) {
      return;
    }
    last = clock.instant();
    inbox.retryNow();
    outbox.retryNow();
    wakeAll();
  }

  private void wakeAll() {
    inbox.roomsWithWork().forEach(roomLanes::wake);
    outbox.portalsWithWork().forEach(portalLanes::wake);
  }
}
