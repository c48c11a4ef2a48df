package chat.monarch.sandbox.wire;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Reads one XML stream from the bytes as they come.
///
/// It is strict as GEN-1 and GEN-4 ask: no DTD, no processing instruction, no comment, no entity of
/// one's own, UTF-8 only, no top-level element over a limit.
public final class StreamParser {
  private static final InputFactoryImpl FACTORY = factory();
  private static final int MAX_DEPTH = 64;

  private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader =
      FACTORY.createAsyncForByteArray();
  private final Deque<Element> open = new ArrayDeque<>();
  private final int maxBytes;
  private boolean opened;
  private boolean sawDoctype;
  private long fed;
  private long stanzaStart;
  private long lastEnd;

  /// @param maxBytes the longest top-level element that is taken, in bytes
  public StreamParser(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  private static InputFactoryImpl factory() {
    var factory = new InputFactoryImpl();
    factory.configureForLowMemUsage();
    return factory;
  }

  /// Takes the first `length` bytes of the buffer, which must stay as it is until [#next] gives
  /// null.
  public void feed(byte[] buffer, int length) throws StreamFault {
    try {
      // Aalto counts positions from the start of the buffer: an offset would be counted twice.
      reader.getInputFeeder().feedInput(buffer, 0, length);
    } catch (XMLStreamException e) {
      throw new StreamFault("not-well-formed", e.getMessage());
    }
    fed += length;
    sawDoctype |= new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE");
  }

  /// The next event of what was fed, or null when it is used up.
  public @Nullable StreamEvent next() throws StreamFault {
    try {
      while (true) {
        var type = reader.next();
        if (type == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
          checkSize(fed);
          return null;
        }
        var event = read(type);
        lastEnd = reader.getLocationInfo().getEndingByteOffset();
        if (event != null) {
          return event;
        }
      }
    } catch (XMLStreamException e) {
      throw sawDoctype
          ? new StreamFault("restricted-xml")
          : new StreamFault("not-well-formed", "XmlException due to: " + firstLine(e));
    }
  }

  /// Whether bytes were fed behind the last event.
  public boolean hasMore() {
    return fed > lastEnd;
  }

  private @Nullable StreamEvent read(int type) throws StreamFault, XMLStreamException {
    return switch (type) {
      case XMLStreamConstants.START_DOCUMENT -> checkEncoding();
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          text();
      case XMLStreamConstants.END_DOCUMENT -> null;
      default -> throw new StreamFault("restricted-xml");
    };
  }

  private @Nullable StreamEvent checkEncoding() throws StreamFault {
    var encoding = reader.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw new StreamFault("unsupported-encoding");
    }
    return null;
  }

  private @Nullable StreamEvent start() throws StreamFault {
    var element = element();
    if (!opened) {
      opened = true;
      var namespace = reader.getNamespaceURI("");
      return new StreamEvent.Opened(element, namespace == null ? "" : namespace);
    }
    if (open.isEmpty()) {
      stanzaStart = reader.getLocationInfo().getStartingByteOffset();
    }
    if (open.size() >= MAX_DEPTH) {
      throw new StreamFault("policy-violation", "elements are nested too deeply");
    }
    open.push(element);
    return null;
  }

  private Element element() {
    var attributes = new LinkedHashMap<String, String>();
    for (var i = 0; i < reader.getAttributeCount(); i++) {
      var namespace = reader.getAttributeNamespace(i);
      if (namespace == null || namespace.isEmpty()) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      } else if (namespace.equals(XMLConstants.XML_NS_URI)) {
        attributes.put("xml:" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }
    var namespace = reader.getNamespaceURI();
    return new Element(
        namespace == null ? "" : namespace, reader.getLocalName(), attributes, List.of());
  }

  private @Nullable StreamEvent end() throws StreamFault, XMLStreamException {
    if (open.isEmpty()) {
      return new StreamEvent.Closed();
    }
    var element = open.pop();
    if (!open.isEmpty()) {
      open.push(open.pop().with(element));
      return null;
    }
    var end = reader.getLocationInfo().getEndingByteOffset();
    checkSizeOf(end - stanzaStart);
    return new StreamEvent.Stanza(element, (int) (end - stanzaStart));
  }

  private @Nullable StreamEvent text() throws StreamFault, XMLStreamException {
    var text = reader.getText();
    if (!open.isEmpty()) {
      open.push(open.pop().withText(text));
    } else if (!text.isBlank()) {
      throw new StreamFault("bad-format", "text between stanzas");
    }
    return null;
  }

  private void checkSize(long end) throws StreamFault {
    if (!opened) {
      checkSizeOf(end);
    } else if (!open.isEmpty()) {
      checkSizeOf(end - stanzaStart);
    } else if (end - lastEnd > maxBytes) {
      throw new StreamFault("not-well-formed", "a tag without end");
    }
  }

  /// GEN-4 in the words that were once seen from the live service.
  private void checkSizeOf(long bytes) throws StreamFault {
    if (bytes > maxBytes) {
      throw new StreamFault(
          "not-well-formed",
          "XmlException due to: Unexpected end of file has occurred. Line 1, position "
              + maxBytes
              + ".");
    }
  }

  private static String firstLine(XMLStreamException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("bad XML");
  }
}
