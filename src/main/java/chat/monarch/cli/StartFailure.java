package chat.monarch.cli;

import chat.monarch.bridge.login.WrongSecretKeyException;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why Quarkus did not start, in the operator's words.
final class StartFailure {
  static final int UNEXPECTED = 1;

  private StartFailure() {}

  /// Says it, and returns the exit code. Only what nobody foresaw is shown with its stack trace.
  static int report(Throwable problem) {
    for (var cause : causes(problem)) {
      var fault = translate(cause);
      if (fault.isPresent()) {
        fault.get().lines().forEach(System.err::println);
        return fault.get().exitCode();
      }
    }
    // The log may not be set up yet, and what waits for it would be lost.
    problem.printStackTrace();
    return UNEXPECTED;
  }

  private static Optional<Fault> translate(Throwable cause) {
    return switch (cause) {
      case PreventFurtherStepsException refusal ->
          Optional.of(new Fault(refusal.getExitCode(), String.valueOf(refusal.getMessage())));
      case QuarkusBindException bind ->
          Optional.of(
              new Fault(
                  Fault.CONFIGURATION,
                  "quarkus.http.port: cannot listen on %s:%d; is another program using it?"
                      .formatted(bind.getHost(), bind.getPort())));
      case ConfigurationException _, ConfigValidationException _ ->
          Optional.of(new Fault(Fault.CONFIGURATION, String.valueOf(cause.getMessage())));
      case WrongSecretKeyException wrong ->
          Optional.of(new Fault(Fault.CONFIGURATION, String.valueOf(wrong.getMessage())));
      case SQLException _ ->
          Optional.of(
              new Fault(Fault.DATABASE, "The database cannot be used: " + cause.getMessage()));
      default -> Optional.empty();
    };
  }

  private static List<Throwable> causes(Throwable problem) {
    var causes = new ArrayList<Throwable>();
    for (@Nullable Throwable t = problem; t != null && !causes.contains(t); t = t.getCause()) {
      causes.addFirst(t);
    }
    return causes;
  }
}
