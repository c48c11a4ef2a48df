package chat.monarch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.service.Gateway;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.sandbox.wire.StreamEvent;
import chat.monarch.sandbox.wire.StreamFault;
import chat.monarch.sandbox.wire.StreamParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A client that writes what a test wants and holds everything it reads to the grammar of B.14.
final class TestClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Sandbox sandbox;
  private final Grammar grammar = new Grammar();
  private final Deque<Element> unread = new ArrayDeque<>();
  private final byte[] buffer = new byte[8192];
  private Socket socket;
  private StreamParser parser = new StreamParser(64 << 20);
  private final List<String> streamIds = new ArrayList<>();
  private String jid = "";
  private boolean checks = true;
  private int ids;

  private TestClient(Sandbox sandbox, Gateway place) throws IOException {
    this.sandbox = sandbox;
    socket = new Socket(place.address(), place.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  static TestClient connect(Sandbox sandbox) {
    return connect(sandbox, sandbox.front());
  }

  static TestClient connect(Sandbox sandbox, Gateway place) {
    try {
      return new TestClient(sandbox, place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A client of Alice, bound, with a session, not yet available.
  static TestClient alice(Sandbox sandbox) {
    return signedIn(sandbox, BuiltIn.ALICE);
  }

  static TestClient signedIn(Sandbox sandbox, String cid) {
    return signedIn(sandbox, cid, "test");
  }

  static TestClient signedIn(Sandbox sandbox, String cid, String resource) {
    var client = connect(sandbox).secured();
    client.auth(sandbox.issueToken(cid).accessToken());
    client.bind(resource);
    client.ask("set", "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>");
    return client;
  }

  /// The id of each stream of the service.
  List<String> streamIds() {
    return List.copyOf(streamIds);
  }

  /// The full JID after bind.
  String jid() {
    return jid;
  }

  /// Opens a stream and gives the features.
  Element open() {
    return open("to='" + sandbox.domain() + "' version='1.0'");
  }

  /// Opens a stream with these attributes and gives what comes first in the service's stream.
  Element open(String attributes) {
    send(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams' "
            + attributes
            + ">");
    return next();
  }

  /// Over to TLS, with the certificate checked against the domain; then a new stream, whose
  /// features are given.
  TestClient secured() {
    open();
    return startTls();
  }

  TestClient startTls() {
    handshake();
    assertThat(open().children(Ns.SASL, "mechanisms")).hasSize(1);
    return this;
  }

  /// Over to TLS, without a new stream.
  void handshake() {
    handshake(sandbox.domain());
  }

  /// TLS with the certificate checked against that name.
  void handshake(String name) {
    try {
      tryHandshake(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether TLS fails, with the certificate checked against the domain.
  boolean handshakeFails() {
    try {
      tryHandshake(sandbox.domain());
      return false;
    } catch (SSLHandshakeException _) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tryHandshake(String name) throws IOException {
    send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    assertThat(next().is(Ns.TLS, "proceed")).isTrue();
    var secured =
        (SSLSocket) trusting(sandbox).getSocketFactory().createSocket(socket, name, 0, true);
    var parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    socket = secured;
    parser = new StreamParser(64 << 20);
  }

  private static SSLContext trusting(Sandbox sandbox) {
    try (var in = Files.newInputStream(sandbox.caFile())) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends the token and gives the answer; after success a new stream is open.
  Element tryAuth(String token) {
    sendAuth(token);
    return next();
  }

  void sendAuth(String token) {
    send(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='X-MESSENGER-OAUTH2'>"
            + token
            + "</auth>");
  }

  /// Signs in and gives what comes first in the new stream.
  Element auth(String token) {
    assertThat(tryAuth(token).is(Ns.SASL, "success")).isTrue();
    parser = new StreamParser(64 << 20);
    return open();
  }

  void bind(String resource) {
    var result =
        ask(
            "set",
            "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                + resource
                + "</resource></bind>");
    jid =
        result
            .child(Ns.BIND, "bind")
            .flatMap(bind -> bind.child(Ns.BIND, "jid"))
            .map(Element::text)
            .orElseThrow();
  }

  /// Sends the initial presence and waits until the service has taken it; what came by it is to be
  /// read with [#next].
  TestClient available() {
    send("<presence/>");
    sync();
    return this;
  }

  /// Waits until the service has acted on all that was sent.
  void sync() {
    ask("get", "<ping xmlns='urn:xmpp:ping'/>", "to='" + sandbox.domain() + "'");
  }

  /// Forgets all that came and was not read.
  TestClient forget() {
    sync();
    unread.clear();
    return this;
  }

  /// Sends an iq and gives the answer; what comes before it is kept for [#next].
  Element ask(String type, String payload, String... attributes) {
    var id = "q" + ++ids;
    send(
        "<iq type='%s' id='%s' %s>%s</iq>"
            .formatted(type, id, String.join(" ", attributes), payload));
    return nextWhere(
        stanza ->
            stanza.is(Ns.CLIENT, "iq")
                && stanza.attribute("id").filter(id::equals).isPresent()
                && !stanza.attribute("type").orElse("").equals("set"));
  }

  void send(String xml) {
    sendBytes(xml.getBytes(UTF_8));
  }

  /// Sends it in pieces of 1000 bytes, each written for itself.
  void sendInPieces(String xml) {
    var bytes = xml.getBytes(UTF_8);
    for (var i = 0; i < bytes.length; i += 1000) {
      sendBytes(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 1000)));
    }
  }

  private void sendBytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next element that was not read yet.
  Element next() {
    return unread.isEmpty() ? read() : unread.removeFirst();
  }

  /// The same for what the grammar does not know.
  Element nextUnchecked() {
    checks = false;
    var next = next();
    checks = true;
    return next;
  }

  /// The next element like that; those before it are kept.
  Element nextWhere(Predicate<Element> wanted) {
    for (var waiting : List.copyOf(unread)) {
      if (wanted.test(waiting)) {
        unread.remove(waiting);
        return waiting;
      }
    }
    while (true) {
      var element = read();
      if (wanted.test(element)) {
        return element;
      }
      unread.add(element);
    }
  }

  /// All that came and was not read, after the service has acted on all that was sent.
  List<Element> rest() {
    sync();
    var rest = List.copyOf(unread);
    unread.clear();
    return rest;
  }

  /// The stream error that ends this stream, which is then closed.
  Element streamError() {
    var error = nextWhere(element -> element.is(Ns.STREAM, "error"));
    assertClosed();
    return error;
  }

  /// The condition of that error.
  String streamErrorCondition() {
    return streamError().children().getFirst().name();
  }

  /// The stream is closed, and the connection after it.
  void assertClosed() {
    var event = event();
    assertThat(event).isInstanceOf(StreamEvent.Closed.class);
    assertThat(event()).isNull();
  }

  /// The connection is gone without a word.
  void assertCut() {
    try {
      assertThat(event()).isNull();
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(SocketException.class);
    }
  }

  private Element read() {
    while (true) {
      var event = event();
      switch (event) {
        case null -> throw new AssertionError("The connection was closed.");
        case StreamEvent.Closed _ -> throw new AssertionError("The stream was closed.");
        case StreamEvent.Opened(var header, _) ->
            streamIds.add(header.attribute("id").orElseThrow());
        case StreamEvent.Stanza(var element, _) -> {
          check(element);
          return element;
        }
      }
    }
  }

  private void check(Element element) {
    // Disco#items is answered (DSC-2), but no part of the grammar.
    if (checks && element.children(Ns.DISCO_ITEMS, "query").isEmpty()) {
      assertThat(grammar.faultsOf(element.toXml())).as(element.toXml()).isEmpty();
    }
  }

  private @Nullable StreamEvent event() {
    try {
      var event = parser.next();
      while (event == null) {
        var length = socket.getInputStream().read(buffer);
        if (length < 0) {
          return null;
        }
        parser.feed(buffer, length);
        event = parser.next();
      }
      return event;
    } catch (StreamFault e) {
      throw new AssertionError("The service's stream is broken.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the connection without a word.
  void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hangUp();
  }
}
