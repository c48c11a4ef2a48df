package chat.monarch.bridge.port;

import org.jspecify.annotations.Nullable;

/// What comes of asking for somebody's vCard (B.9).
public sealed interface ContactCard {
  /// What the card says, as far as it is usable.
  ///
  /// @param name `FN`, else `NICKNAME`, cleaned of control and bidi characters, at most 255
  ///     characters
  record Read(@Nullable String name, Photo photo) implements ContactCard {}

  /// The service gave none, with whatever error (VC-3).
  record None() implements ContactCard {}

  /// There was no connection, or no answer in time: nobody knows.
  record Unanswered() implements ContactCard {}

  /// The picture on a card.
  sealed interface Photo {
    /// There is none.
    record Absent() implements Photo {}

    /// There is one that cannot be shown: too large, broken, or of no known kind (VC-2).
    record Unusable() implements Photo {}

    /// A picture whose type was read from its bytes (VC-2).
    record Picture(String contentType, byte[] bytes) implements Photo {}
  }
}
