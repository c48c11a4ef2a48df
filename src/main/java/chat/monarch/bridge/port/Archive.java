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

  /// The service says that it shows none (ARC-11): so it is as long as the session lasts.
  record Refused(String reason) implements Archive {}

  /// It could not be asked, or no answer came in time that can be read (ARC-14): another time it
  /// may answer.
  record Unanswered(String reason) implements Archive {}

  /// One message of the archive.
  ///
  /// @param outgoing whether the user sent it
  /// @param at as exact as the archive knows: whole seconds (ARC-12)
  record Entry(boolean outgoing, String body, Instant at) {}
}
