package chat.monarch.messenger.session;

import chat.monarch.messenger.transport.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ServerSocketFactory;

/// A service that says what it is told to, right or wrong: one line of its script after each thing
/// that the client says.
final class FakeService implements Network, AutoCloseable {
  static final String HEADER =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' from='messenger.live.com' id='f1'"
          + " version='1.0'>";
  static final String STARTTLS =
      "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
          + "</stream:features>";

  private final ServerSocket server;
  private final List<String> script;
  private final StringBuffer heard = new StringBuffer();

  FakeService(ServerSocketFactory sockets, String... script) {
    try {
      this.server = sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.script = List.of(script);
    Thread.ofVirtual().start(this::accept);
  }

  FakeService(String... script) {
    this(ServerSocketFactory.getDefault(), script);
  }

  /// All that the client said.
  String heard() {
    return heard.toString();
  }

  private void accept() {
    try (var socket = server.accept()) {
      for (var line : script) {
        hear(socket);
        socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      }
      hear(socket);
    } catch (IOException _) {
      // The client has gone: what it said is there.
    }
  }

  private void hear(Socket socket) throws IOException {
    var bytes = new byte[65_536];
    var count = socket.getInputStream().read(bytes);
    heard.append(new String(bytes, 0, Math.max(0, count), StandardCharsets.UTF_8));
  }

  @Override
  public List<InetSocketAddress> addresses(String host, int port) {
    return List.of(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
  }

  @Override
  public List<Srv> services(String domain) {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
