package chat.monarch.bridge.inbox;

import chat.monarch.bridge.portal.PortalLanes;
import chat.monarch.domain.Portal;
import chat.monarch.store.InboxTable;
import chat.monarch.store.OutboxTable;
import chat.monarch.store.PortalTable;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/// Takes up the work that the last process left.
@ApplicationScoped
class WorkStart {
  private final InboxTable inbox;
  private final OutboxTable outbox;
  private final PortalTable portals;
  private final RoomLanes roomLanes;
  private final PortalLanes portalLanes;

  WorkStart(
      InboxTable inbox,
      OutboxTable outbox,
      PortalTable portals,
      RoomLanes roomLanes,
      PortalLanes portalLanes) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.portals = portals;
    this.roomLanes = roomLanes;
    this.portalLanes = portalLanes;
  }

  /// Comes before any login is connected: what the last process was writing is uncertain first.
  void mark(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    inbox.markInterruptedUncertain();
  }

  /// Comes when the logins have their sessions: without one, what waits would be refused.
  void wake(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    inbox.roomsWithWork().forEach(roomLanes::wake);
    outbox.portalsWithWork().forEach(portalLanes::wake);
    portals.notInvited().stream().map(Portal::id).forEach(portalLanes::wake);
  }
}
