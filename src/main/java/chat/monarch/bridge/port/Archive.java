package chat.monarch.bridge.port;

import java.time.Instant;
import java.util.List;

/// What the archive answered about one conversation.
public sealed interface Archive {
  /// The last messages, oldest first.
  ///
  /// @param complete whether the answer shows that nothing is older than its first message
  record Window(List<Entry> entries, boolean complete) implements Archive {}

  /// Nothing: never talked, or history is off at both (ARC-5).
  record Empty() implements Archive {}

  /// It could not be asked, or answered with an error (ARC-14).
  record Unknown(String reason) implements Archive {}

  /// One message of the archive.
  ///
  /// @param outgoing whether the user sent it
  /// @param at as exact as the archive knows: whole seconds (ARC-12)
  record Entry(boolean outgoing, String body, Instant at) {}
}
