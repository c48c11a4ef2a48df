package chat.monarch.messenger.stanza;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as XEP-0082 writes them.
final class Times {
  private Times() {}

  /// Reads a time; empty when it is none, or before there was a clock to take it from.
  static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant())
          .filter(time -> time.isAfter(Instant.EPOCH));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
