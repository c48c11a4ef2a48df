package chat.monarch.matrix.format;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.matrix.AppserviceConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Leaves out of what came the events that we sent ourselves, and those that name no event, room or
/// sender and so cannot be kept.
@Singleton
public final class EventFilter {
  private static final Logger LOG = Logger.getLogger(EventFilter.class);

  private final UserNames names;
  private final String puppetSource;
  private final AtomicBoolean told = new AtomicBoolean();

  public EventFilter(UserNames names, AppserviceConfig appservice) {
    this.names = names;
    this.puppetSource = appservice.id();
  }

  /// What is to be kept, in the same order.
  public List<ReceivedEvent> keep(List<CutEvent> events) {
    return events.stream()
        .filter(event -> !puppetSource.equals(event.puppetSource()))
        .flatMap(this::received)
        .filter(event -> !names.isOurs(event.sender()))
        .toList();
  }

  private Stream<ReceivedEvent> received(CutEvent event) {
    var received = event.received();
    if (received.isEmpty()) {
      tellOnce();
    }
    return received.stream();
  }

  private void tellOnce() {
    if (told.compareAndSet(false, true)) {
      LOG.warn(
          "The homeserver sent an event without a usable id, room or sender; such are dropped");
    }
  }
}
