package chat.monarch.bridge.login;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Renews the leases of this process's logins as long as it runs.
@ApplicationScoped
class LeaseRenewal {
  private final Logins logins;
  private final ExecutorService threads;
  private @Nullable Future<?> running;

  LeaseRenewal(Logins logins, @VirtualThreads ExecutorService threads) {
    this.logins = logins;
    this.threads = threads;
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
        Thread.sleep(Leases.EVERY);
        renew();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      logins.renewLeases();
    } catch (RuntimeException failure) {
      Log.warnf("The leases of the logins were not renewed: %s", failure.getMessage());
    }
  }
}
