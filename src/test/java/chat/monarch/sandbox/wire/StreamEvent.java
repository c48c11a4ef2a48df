package chat.monarch.sandbox.wire;

/// What a peer did to its stream.
public sealed interface StreamEvent {

  /// It opened a stream.
  ///
  /// @param header the root element without content
  /// @param defaultNamespace the namespace of elements without prefix
  record Opened(Element header, String defaultNamespace) implements StreamEvent {}

  /// It sent a complete top-level element.
  ///
  /// @param bytes its length as it was serialized
  record Stanza(Element element, int bytes) implements StreamEvent {}

  /// It closed its stream.
  record Closed() implements StreamEvent {}
}
