package chat.monarch.bridge.login;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.store.StatusTable;
import chat.monarch.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;

/// How many logins are how, for operators: in the answer of the readiness probe and as
/// `monarch_logins`.
@ApplicationScoped
public class LoginCounts {
  private final Logins logins;
  private final StatusTable table;
  private final MeterRegistry registry;

  LoginCounts(Logins logins, StatusTable table, MeterRegistry registry) {
    this.logins = logins;
    this.table = table;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    gauge("online", this::online);
    gauge("connecting", this::connecting);
    gauge("stopped", this::stopped);
  }

  private void gauge(String state, Supplier<Number> value) {
    Gauge.builder("monarch.logins", value).tag("state", state).register(registry);
  }

  /// Those that are signed in at the service.
  public long online() {
    return logins.states().stream().filter(SessionState.Online.class::isInstance).count();
  }

  /// Those that are on the way to it, or will try again by themselves.
  public long connecting() {
    return logins.states().stream().filter(LoginCounts::isConnecting).count();
  }

  private static boolean isConnecting(SessionState state) {
    return switch (state) {
      case SessionState.Connecting _, SessionState.Waiting _, SessionState.Misconfigured _ -> true;
      case SessionState.Online _,
          SessionState.BadCredentials _,
          SessionState.SignedInElsewhere _,
          SessionState.Closed _ ->
          false;
    };
  }

  /// Those that are connected no more since this process started, until their owners act.
  private long stopped() {
    return logins.states().stream()
        .filter(
            state ->
                state instanceof SessionState.BadCredentials
                    || state instanceof SessionState.SignedInElsewhere)
        .count();
  }

  /// Those whose owners have to act: all that are neither online nor connecting. One question to
  /// the database.
  ///
  /// @return -1 when the database does not say
  public long signedOut() {
    try {
      return Math.max(0, table.logins() - online() - connecting());
    } catch (StoreException _) {
      return -1;
    }
  }
}
