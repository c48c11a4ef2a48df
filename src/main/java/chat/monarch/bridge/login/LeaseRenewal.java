package chat.monarch.bridge.login;

import chat.monarch.bridge.work.Periodic;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Renews the leases of this process's logins as long as it runs.
@ApplicationScoped
class LeaseRenewal {
  private final Logins logins;
  private final Periodic periodic;

  LeaseRenewal(Logins logins, Periodic periodic) {
    this.logins = logins;
    this.periodic = periodic;
  }

  void start(@Observes StartupEvent event) {
    periodic.every(Leases.EVERY, "The leases of the logins were not renewed", logins::renewLeases);
  }
}
