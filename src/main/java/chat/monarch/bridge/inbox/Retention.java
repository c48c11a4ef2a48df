package chat.monarch.bridge.inbox;

import chat.monarch.bridge.work.Periodic;
import chat.monarch.store.InboxTable;
import chat.monarch.store.OutboxTable;
import chat.monarch.store.RetentionConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Deletes, once an hour, rows of work that were finished long enough ago. What the messages were
/// and which events ever came is remembered all the same.
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final InboxTable inbox;
  private final OutboxTable outbox;
  private final RetentionConfig config;
  private final Periodic periodic;
  private final Clock clock;

  Retention(
      InboxTable inbox,
      OutboxTable outbox,
      RetentionConfig config,
      Periodic periodic,
      Clock clock) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.config = config;
    this.periodic = periodic;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    periodic.nowAndEvery(EVERY, "Finished rows of work were not deleted", this::clean);
  }

  /// Deletes what is old enough now.
  void clean() {
    var before = clock.instant().minus(config.work());
    var rows = inbox.deleteFinished(before) + outbox.deleteFinished(before);
    LOG.debugf("Deleted %d finished rows of work", rows);
  }
}
