package chat.monarch.bridge.login;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Connects the logins when the bridge starts, and lets them go when it stops.
@ApplicationScoped
class LoginsStart {
  private final Logins logins;

  LoginsStart(Logins logins) {
    this.logins = logins;
  }

  /// @throws WrongSecretKeyException when the stored tokens cannot be read: the bridge must not run
  void start(@Observes StartupEvent event) {
    logins.checkKey();
    logins.start();
  }

  void stop(@Observes ShutdownEvent event) {
    logins.stop();
  }
}
