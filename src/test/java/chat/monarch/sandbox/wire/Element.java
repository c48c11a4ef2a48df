package chat.monarch.sandbox.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An XML element, never changed: each `with…` gives a new one.
///
/// @param attributes by name; of those with a namespace only `xml:lang` is kept
public record Element(
    String namespace, String name, Map<String, String> attributes, List<Node> content)
    implements Node {

  public Element {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    content = List.copyOf(content);
  }

  public static Element of(String namespace, String name) {
    return new Element(namespace, name, Map.of(), List.of());
  }

  /// An element that holds only text.
  public static Element of(String namespace, String name, String text) {
    return of(namespace, name).withText(text);
  }

  /// An element of the namespace `jabber:client`.
  public static Element client(String name) {
    return of(Ns.CLIENT, name);
  }

  /// With that attribute; null leaves it out.
  public Element with(String attribute, @Nullable String value) {
    var changed = new LinkedHashMap<>(attributes);
    if (value == null) {
      changed.remove(attribute);
    } else {
      changed.put(attribute, value);
    }
    return new Element(namespace, name, changed, content);
  }

  public Element with(Element child) {
    return with(List.of(child));
  }

  public Element with(List<Element> children) {
    var longer = new ArrayList<>(content);
    longer.addAll(children);
    return new Element(namespace, name, attributes, longer);
  }

  public Element withText(String text) {
    if (text.isEmpty()) {
      return this;
    }
    var longer = new ArrayList<>(content);
    longer.add(new Text(text));
    return new Element(namespace, name, attributes, longer);
  }

  public boolean is(String wantedNamespace, String wantedName) {
    return namespace.equals(wantedNamespace) && name.equals(wantedName);
  }

  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  public List<Element> children() {
    return content.stream()
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .collect(Collectors.toList());
  }

  public List<Element> children(String wantedNamespace, String wantedName) {
    return children().stream().filter(child -> child.is(wantedNamespace, wantedName)).toList();
  }

  public Optional<Element> child(String wantedNamespace, String wantedName) {
    return children(wantedNamespace, wantedName).stream().findFirst();
  }

  /// All text directly inside.
  public String text() {
    return content.stream()
        .filter(Text.class::isInstance)
        .map(text -> ((Text) text).value())
        .collect(Collectors.joining());
  }

  /// Whole and on its own: with every namespace declared.
  public String toXml() {
    return XmlWriter.write(this, "");
  }

  /// As it stands inside a stream whose default namespace is `jabber:client`.
  public String toStreamXml() {
    return XmlWriter.write(this, Ns.CLIENT);
  }

  @Override
  public String toString() {
    return toXml();
  }
}
