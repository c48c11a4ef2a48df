package chat.monarch.matrix.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether the homeserver answers, in the data of `/q/health/ready`. Never a reason not to be
/// ready.
@Readiness
@ApplicationScoped
class HomeserverProbe implements HealthCheck {
  private final Reachability reachability;

  HomeserverProbe(Reachability reachability) {
    this.reachability = reachability;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("homeserver")
        .up()
        .withData("state", reachability.state())
        .build();
  }
}
