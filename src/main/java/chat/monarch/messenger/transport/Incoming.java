package chat.monarch.messenger.transport;

/// What a stream brings.
public sealed interface Incoming {
  /// The stream itself began.
  record Opened() implements Incoming {}

  /// A top-level element.
  ///
  /// @param size how many characters it has
  record Whole(Element element, int size) implements Incoming {}

  /// A top-level element that was larger than may be read; this is its first tag.
  record TooLarge(Element head) implements Incoming {}
}
