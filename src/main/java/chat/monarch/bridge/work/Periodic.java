package chat.monarch.bridge.work;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/// Does things again and again, each on a thread of its own, until the process ends. One that fails
/// is logged and done again at its time.
@ApplicationScoped
public class Periodic {
  private static final Logger LOG = Logger.getLogger(Periodic.class);

  private final List<Future<?>> running = new CopyOnWriteArrayList<>();
  private final ExecutorService threads;

  public Periodic(@VirtualThreads ExecutorService threads) {
    this.threads = threads;
  }

  void stop(@Observes ShutdownEvent event) {
    running.forEach(task -> task.cancel(true));
  }

  /// Does it for the first time after one pause.
  ///
  /// @param pause between its end and its next beginning
  /// @param failed what the log says when it fails
  public void every(Duration pause, String failed, Runnable task) {
    running.add(threads.submit(() -> repeat(pause, pause, failed, task)));
  }

  /// Does it for the first time now.
  ///
  /// @param pause between its end and its next beginning
  /// @param failed what the log says when it fails
  public void nowAndEvery(Duration pause, String failed, Runnable task) {
    running.add(threads.submit(() -> repeat(Duration.ZERO, pause, failed, task)));
  }

  private static void repeat(Duration first, Duration pause, String failed, Runnable task) {
    try {
      Thread.sleep(first);
      while (true) {
        attempt(failed, task);
        Thread.sleep(pause);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void attempt(String failed, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.warnf("%s: %s", failed, failure.getMessage());
    }
  }
}
