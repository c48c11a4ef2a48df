package chat.monarch.messenger.stanza;

import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Node;
import java.io.StringReader;
import java.util.ArrayList;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/// Elements from XML, for tests.
final class Elements {
  private Elements() {}

  static Element parse(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
      return element(document.getDocumentElement());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Element element(org.w3c.dom.Element dom) {
    var attributes = new ArrayList<Element.Attribute>();
    for (int i = 0; i < dom.getAttributes().getLength(); i++) {
      var attribute = dom.getAttributes().item(i);
      if (!attribute.getNodeName().startsWith("xmlns")) {
        attributes.add(
            new Element.Attribute(new QName(attribute.getLocalName()), attribute.getNodeValue()));
      }
    }
    var content = new ArrayList<Node>();
    for (var node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
      content.add(
          node instanceof org.w3c.dom.Element child
              ? element(child)
              : new Node.Text(node.getNodeValue()));
    }
    return new Element(new QName(dom.getNamespaceURI(), dom.getLocalName()), attributes, content);
  }
}
