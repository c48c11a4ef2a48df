package chat.monarch.messenger.transport;

/// What stands in an element.
public sealed interface Node permits Element, Node.Text {
  /// Characters.
  record Text(String value) implements Node {}
}
