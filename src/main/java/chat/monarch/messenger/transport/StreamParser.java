package chat.monarch.messenger.transport;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.util.ArrayList;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// Cuts the bytes of one XMPP stream into its top-level elements, as they come.
///
/// DTDs, comments, processing instructions and entities end the stream (GEN-1). What is larger
/// than [Limits] allows is passed over without being kept, and the stream goes on.
final class StreamParser {
  private static final InputFactoryImpl READERS = readers();

  private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader =
      READERS.createAsyncForByteArray();
  private final Limits limits;
  private final Sink sink;
  private int depth;
  private int pending;
  private boolean halted;
  private ElementBuilder current;

  StreamParser(Limits limits, Sink sink) {
    this.limits = limits;
    this.sink = sink;
    this.current = new ElementBuilder(limits);
  }

  private static InputFactoryImpl readers() {
    var factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /// Reads on. Tells the sink of everything that became complete.
  ///
  /// @throws StreamFailure.Unacceptable when the stream must end for what it contains
  void feed(byte[] bytes) throws StreamFailure {
    if (halted) {
      throw afterHalt();
    }
    try {
      reader.getInputFeeder().feedInput(bytes, 0, bytes.length);
      read(bytes.length);
    } catch (XMLStreamException | RuntimeException e) {
      // The message may quote the stream, so only its kind is told.
      throw new StreamFailure.Unacceptable(
          "not-well-formed", "the service sent broken XML (" + e.getClass().getSimpleName() + ")");
    }
    if (halted && !reader.getInputFeeder().needMoreInput()) {
      throw afterHalt();
    }
  }

  /// Reads nothing more: whatever follows belongs to another stream and must not be there yet.
  void halt() {
    halted = true;
  }

  private static StreamFailure afterHalt() {
    return new StreamFailure.Unacceptable(
        "policy-violation", "the service sent something before the new stream was opened");
  }

  private void read(int fed) throws XMLStreamException, StreamFailure {
    pending += fed;
    while (!halted) {
      var event = reader.next();
      if (event == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
        break;
      }
      pending = 0;
      handle(event);
    }
    if (pending > limits.tokenSize()) {
      throw new StreamFailure.Unacceptable("policy-violation", "the service sent an endless tag");
    }
  }

  private void handle(int event) throws XMLStreamException, StreamFailure {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          text();
      case XMLStreamConstants.START_DOCUMENT, XMLStreamConstants.END_DOCUMENT -> {}
      default ->
          throw new StreamFailure.Unacceptable(
              "restricted-xml", "the service sent XML that no stream may contain");
    }
  }

  private void start() throws StreamFailure {
    var name = reader.getName();
    if (depth == 0) {
      if (!name.getLocalPart().equals("stream") || !name.getNamespaceURI().equals(Ns.STREAM)) {
        throw new StreamFailure.Unacceptable(
            "invalid-namespace", "the service sent no XMPP stream");
      }
      depth = 1;
      sink.opened();
      return;
    }
    depth++;
    var attributes = new ArrayList<Element.Attribute>(Math.min(reader.getAttributeCount(), 8));
    for (int i = 0; i < Math.min(reader.getAttributeCount(), limits.attributes() + 1); i++) {
      attributes.add(
          new Element.Attribute(reader.getAttributeName(i), reader.getAttributeValue(i)));
    }
    current.start(name, attributes);
  }

  private void end() {
    depth--;
    if (depth == 0) {
      halted = true;
      sink.closed();
      return;
    }
    current.end();
    if (depth == 1) {
      var complete = current;
      current = new ElementBuilder(limits);
      switch (complete.result()) {
        case ElementBuilder.Result.Whole(var element, var size) -> sink.element(element, size);
        case ElementBuilder.Result.TooLarge(var head) -> sink.dropped(head);
      }
    }
  }

  private void text() throws XMLStreamException, StreamFailure {
    var text = reader.getText();
    if (depth > 1) {
      current.text(text);
    } else if (!text.isBlank()) {
      throw new StreamFailure.Unacceptable(
          "bad-format", "the service sent characters between its stanzas");
    }
  }

  /// Who is told what the stream contains.
  interface Sink {
    /// The stream began.
    void opened();

    /// A whole top-level element of so many characters.
    void element(Element element, int size);

    /// A top-level element was too large; this is its first tag.
    void dropped(Element head);

    /// The stream was closed in order.
    void closed();
  }
}
