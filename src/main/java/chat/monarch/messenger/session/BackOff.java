package chat.monarch.messenger.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses between attempts: anything up to a limit that grows with each failure, so that logins
/// which failed together do not come again together (full jitter; the limits are those of CON-9).
final class BackOff {
  private static final int MOST_DOUBLINGS = 30;

  private final Patience patience;
  private final RandomGenerator random;
  private int failures;

  BackOff(Patience patience, RandomGenerator random) {
    this.patience = patience;
    this.random = random;
  }

  /// The pause after one more failure.
  Duration next() {
    var doublings = Math.min(failures++, MOST_DOUBLINGS);
    var growing = (double) patience.first().toMillis() * (1L << doublings);
    var limit = Math.min(growing, (double) patience.longest().toMillis());
    return Duration.ofMillis(Math.round(limit * random.nextDouble()));
  }

  /// Things went well.
  void reset() {
    failures = 0;
  }
}
