package chat.monarch.bridge.login;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/// Connects the logins when the bridge starts, and lets them go when it stops.
@ApplicationScoped
class LoginsStart {
  private final Logins logins;
  private final Linking linking;

  LoginsStart(Logins logins, Linking linking) {
    this.logins = logins;
    this.linking = linking;
  }

  /// Comes before anything else is done.
  ///
  /// @throws WrongSecretKeyException when the stored tokens cannot be read: the bridge must not run
  void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    logins.checkKey();
  }

  void start(@Observes StartupEvent event) {
    logins.start();
  }

  void stop(@Observes ShutdownEvent event) {
    linking.stop();
    logins.stop();
  }
}
