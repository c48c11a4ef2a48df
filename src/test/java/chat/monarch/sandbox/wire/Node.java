package chat.monarch.sandbox.wire;

/// What can stand inside an element.
public sealed interface Node permits Element, Node.Text {

  /// Character data, unescaped.
  record Text(String value) implements Node {}
}
