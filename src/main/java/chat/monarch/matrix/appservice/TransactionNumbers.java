package chat.monarch.matrix.appservice;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The numbers by which Synapse counts its transactions. When it hands over from those that waited
/// during an outage to those that it pushes at once, one that is made just then is left lying
/// until the next outage; its number is missing.
///
/// All appservices of a homeserver share one counter, so that a gap need not mean anything. Each is
/// worth a look for a minute after a disturbance; at other times one a minute is.
@Singleton
class TransactionNumbers {
  private static final Duration WATCH = Duration.ofMinutes(1);
  private static final long NONE = -1;

  private final Clock clock;
  private long last = NONE;
  private boolean gap;
  private Instant disturbed = Instant.MIN;
  private Instant looked = Instant.MIN;

  TransactionNumbers(Clock clock) {
    this.clock = clock;
  }

  /// A transaction failed or came again, or the connection is new.
  synchronized void disturbed() {
    disturbed = clock.instant();
  }

  /// Whether it came before, or one that was made after it did.
  synchronized boolean isRepeated(String transaction) {
    var number = number(transaction);
    return number != NONE && number <= last;
  }

  /// Whether what was left out before this one should be looked for.
  synchronized boolean isLookDue(String transaction) {
    var longAgo = clock.instant().minus(WATCH);
    return (gap || isBehindGap(number(transaction)))
        && (disturbed.isAfter(longAgo) || looked.isBefore(longAgo));
  }

  /// Nothing is missing before this one any more.
  synchronized void looked(String transaction) {
    looked = clock.instant();
    gap = false;
    last = NONE;
    taken(transaction);
  }

  /// This one was kept, or holds nothing to be kept.
  synchronized void taken(String transaction) {
    var number = number(transaction);
    gap |= isBehindGap(number);
    last = number;
  }

  private boolean isBehindGap(long number) {
    return last != NONE && number != NONE && number != last && number != last + 1;
  }

  /// @return [#NONE] where it is not a number, which says nothing
  private static long number(String transaction) {
    try {
      return Long.parseLong(transaction);
    } catch (NumberFormatException _) {
      return NONE;
    }
  }
}
