package chat.monarch.bridge.work;

import java.time.Duration;

/// How long to wait before a piece of work is tried again.
public final class Retries {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Retries() {}

  /// The pause after that many tries in vain: 1, 2, 4 … seconds, 2 minutes at most.
  public static Duration after(int attempts) {
    var seconds = Duration.ofSeconds(1L << Math.min(attempts, 7));
    return seconds.compareTo(LONGEST) < 0 ? seconds : LONGEST;
  }
}
