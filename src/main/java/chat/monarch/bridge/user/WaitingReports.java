package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.work.Periodic;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.store.StatusTable;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/// Reports once of each message that it waits, when it waited for [#PATIENCE]. Looks at the rows of
/// work now and then, so that no message pays for it; where status events are off, not at all.
@ApplicationScoped
class WaitingReports {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int AT_ONCE = 200;

  private final StatusTable table;
  private final Statuses statuses;
  private final Homeserver homeserver;
  private final BridgeConfig config;
  private final Periodic periodic;
  private final Clock clock;

  /// The last row that was looked at; -1 before the first look.
  private long last = -1;

  WaitingReports(
      StatusTable table,
      Statuses statuses,
      Homeserver homeserver,
      BridgeConfig config,
      Periodic periodic,
      Clock clock) {
    this.table = table;
    this.statuses = statuses;
    this.homeserver = homeserver;
    this.config = config;
    this.periodic = periodic;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (statuses.areOn()) {
      periodic.every(EVERY, "It is not reported yet what waits", this::look);
    }
  }

  /// Reports what has waited long enough now.
  ///
  /// @throws HomeserverException.Unavailable when not all could be reported; the next look goes on
  void look() {
    if (last < 0) {
      last = table.beforeFirstOpen();
    }
    var upTo = table.lastBefore(clock.instant().minus(PATIENCE));
    while (last < upTo) {
      var found = table.waiting(last, upTo, AT_ONCE);
      for (var each : found) {
        report(each.event());
        last = each.row();
      }
      if (found.size() < AT_ONCE) {
        last = upTo;
      }
    }
  }

  private void report(ReceivedEvent event) {
    if (homeserver.read(event) instanceof MatrixEvent.Message message
        && !message.content().body().startsWith(config.commandPrefix())) {
      statuses.waiting(event);
    }
  }
}
