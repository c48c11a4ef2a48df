package chat.monarch.messenger.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses between attempts, each a little off so that many logins do not come at once
/// (CON-9).
final class BackOff {
  private static final double JITTER = 0.2;
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
    var millis = Math.min(growing, (double) patience.longest().toMillis());
    return Duration.ofMillis(Math.round(millis * random.nextDouble(1 - JITTER, 1 + JITTER)));
  }

  /// Things went well.
  void reset() {
    failures = 0;
  }
}
