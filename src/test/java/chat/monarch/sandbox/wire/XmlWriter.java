package chat.monarch.sandbox.wire;

/// Writes elements: `stream:` as a prefix declared where it is used (GEN-3), all else by default
/// namespaces, with no white space in between (GEN-2).
final class XmlWriter {
  private final StringBuilder out = new StringBuilder();

  private XmlWriter() {}

  /// @param inherited the default namespace of the place where the text will stand
  static String write(Element element, String inherited) {
    var writer = new XmlWriter();
    writer.element(element, inherited);
    return writer.out.toString();
  }

  private void element(Element element, String inherited) {
    var prefixed = element.namespace().equals(Ns.STREAM);
    var name = prefixed ? "stream:" + element.name() : element.name();
    out.append('<').append(name);
    if (prefixed) {
      attribute("xmlns:stream", Ns.STREAM);
    } else if (!element.namespace().equals(inherited)) {
      attribute("xmlns", element.namespace());
    }
    element.attributes().forEach(this::attribute);
    if (element.content().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (var node : element.content()) {
      switch (node) {
        case Element child -> element(child, prefixed ? inherited : element.namespace());
        case Node.Text text -> out.append(XmlText.escape(text.value()));
      }
    }
    out.append("</").append(name).append('>');
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(XmlText.escape(value)).append('"');
  }
}
