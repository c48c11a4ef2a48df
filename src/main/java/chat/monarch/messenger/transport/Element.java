package chat.monarch.messenger.transport;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/// One element of the stream with all that is in it. Prefixes are resolved and gone (GEN-3).
public record Element(QName name, List<Attribute> attributes, List<Node> content) implements Node {
  /// An attribute; most have no namespace.
  public record Attribute(QName name, String value) {}

  /// Whether it bears this name.
  public boolean is(String namespace, String localName) {
    return name.getLocalPart().equals(localName) && name.getNamespaceURI().equals(namespace);
  }

  /// The local part of its name.
  public String localName() {
    return name.getLocalPart();
  }

  /// The namespace of its name.
  public String namespace() {
    return name.getNamespaceURI();
  }

  /// The attribute without a namespace of this name.
  public Optional<String> attribute(String attribute) {
    for (var candidate : attributes) {
      if (candidate.name().getLocalPart().equals(attribute)
          && candidate.name().getNamespaceURI().isEmpty()) {
        return Optional.of(candidate.value());
      }
    }
    return Optional.empty();
  }

  /// The elements directly in it, in order.
  public List<Element> children() {
    return content.stream().filter(Element.class::isInstance).map(Element.class::cast).toList();
  }

  /// The first element of this name directly in it.
  public Optional<Element> child(String namespace, String localName) {
    return children().stream().filter(child -> child.is(namespace, localName)).findFirst();
  }

  /// The characters directly in it.
  public String text() {
    var text = new StringBuilder();
    for (var node : content) {
      if (node instanceof Node.Text(var value)) {
        text.append(value);
      }
    }
    return text.toString();
  }
}
