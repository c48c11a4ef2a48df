package chat.monarch.bridge.inbox;

import chat.monarch.store.InboxTable;
import chat.monarch.store.OutboxTable;
import chat.monarch.store.RetentionConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Deletes, once an hour, rows of work that were finished long enough ago. What the messages were
/// is
/// remembered all the same, and so is which events ever came.
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final InboxTable inbox;
  private final OutboxTable outbox;
  private final RetentionConfig config;
  private final ExecutorService threads;
  private final Clock clock;
  private @Nullable Future<?> running;

  Retention(
      InboxTable inbox,
      OutboxTable outbox,
      RetentionConfig config,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.config = config;
    this.threads = threads;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    running = threads.submit(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    if (running != null) {
      running.cancel(true);
    }
  }

  private void run() {
    try {
      while (true) {
        clean();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Deletes what is old enough now.
  void clean() {
    var before = clock.instant().minus(config.work());
    try {
      var rows = inbox.deleteFinished(before) + outbox.deleteFinished(before);
      LOG.debugf("Deleted %d finished rows of work", rows);
    } catch (RuntimeException failure) {
      LOG.warnf("Finished rows of work were not deleted: %s", failure.getMessage());
    }
  }
}
