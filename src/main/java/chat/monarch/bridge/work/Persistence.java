package chat.monarch.bridge.work;

import chat.monarch.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Stores what only this process knows, however long the database is away: whoever brought it waits
/// meanwhile, and brings nothing else.
@ApplicationScoped
public class Persistence {
  private static final Logger LOG = Logger.getLogger(Persistence.class);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final CountDownLatch stopping = new CountDownLatch(1);

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }

  /// Stores, and blocks until it is done.
  ///
  /// @param storing may be done twice without harm
  /// @throws StoreException when the database is there and refuses it, or the process ends first
  public void persist(Runnable storing) {
    for (var pause = SHORTEST; ; pause = longer(pause)) {
      try {
        storing.run();
        return;
      } catch (StoreException failure) {
        if (!failure.isPassing() || isStoppingAfter(pause)) {
          throw failure;
        }
        LOG.warnf("What came waits for the database: %s", failure.getMessage());
      }
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  private boolean isStoppingAfter(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
