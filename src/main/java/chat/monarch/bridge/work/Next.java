package chat.monarch.bridge.work;

import java.time.Instant;

/// What a lane is to do after a piece of work.
public sealed interface Next {
  /// There may be more: at once.
  record Again() implements Next {}

  /// Nothing is left, or something else must happen first that wakes the lane.
  record Rest() implements Next {}

  /// The first piece is not due before then.
  record At(Instant due) implements Next {}
}
