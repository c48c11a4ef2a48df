package chat.monarch.web;

import chat.monarch.bridge.login.LoginCounts;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// How the logins are, in the data of `/q/health/ready`. Never a reason not to be ready.
@Readiness
@ApplicationScoped
class MessengerCheck implements HealthCheck {
  private final LoginCounts logins;

  MessengerCheck(LoginCounts logins) {
    this.logins = logins;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("messenger")
        .up()
        .withData("logins-online", logins.online())
        .withData("logins-connecting", logins.connecting())
        .withData("logins-signed-out", logins.signedOut())
        .build();
  }
}
