package chat.monarch.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Stands between the bridge and the Messenger service: bytes go through as they are, until it is
/// told to swallow them, to cut the connections, or to be away.
final class TcpProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean swallowing;
  private int port;
  private ServerSocket listener;

  TcpProxy(String host, int port) throws IOException {
    this.target = new InetSocketAddress(host, port);
    this.listener = listen();
  }

  private ServerSocket listen() throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    port = socket.getLocalPort();
    Thread.ofVirtual().name("tcp-proxy").start(() -> accept(socket));
    return socket;
  }

  int port() {
    return port;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        // Closed, or the client is gone already.
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var service = new Socket()) {
      service.connect(target);
      client.setTcpNoDelay(true);
      service.setTcpNoDelay(true);
      var link = new Link(client, service, () -> swallowing);
      links.add(link);
      try {
        link.run();
      } finally {
        links.remove(link);
      }
    } catch (IOException _) {
      // Either side is gone; both are closed.
    }
  }

  /// Cuts every connection with a reset, whatever is in flight.
  ///
  /// @return how many
  int cut() {
    var all = List.copyOf(links);
    all.forEach(Link::cut);
    swallowing = false;
    return all.size();
  }

  /// From now on bytes get lost, both ways, and nobody notices: as where a path of the network is
  /// gone. It ends by [#cut] only, since a stream that lacks some bytes is none.
  void swallow() {
    swallowing = true;
  }

  /// Refuses connections until [#comeBack], and cuts those that there are.
  ///
  /// @return how many were cut
  int goAway() throws IOException {
    listener.close();
    return cut();
  }

  void comeBack() throws IOException {
    listener = listen();
  }

  @Override
  public void close() {
    try {
      goAway();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One connection through the proxy.
  private record Link(Socket client, Socket service, BooleanSupplier swallowing) {
    void run() throws IOException {
      var back = Thread.ofVirtual().start(() -> copyOrCut(service, client));
      try {
        copy(client.getInputStream(), service.getOutputStream());
        service.shutdownOutput();
        back.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void copyOrCut(Socket from, Socket to) {
      try {
        copy(from.getInputStream(), to.getOutputStream());
        to.shutdownOutput();
      } catch (IOException _) {
        cut();
      }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
      var buffer = new byte[8192];
      for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        if (!swallowing.getAsBoolean()) {
          to.write(buffer, 0, read);
        }
      }
    }

    void cut() {
      reset(client);
      reset(service);
    }

    private static void reset(Socket socket) {
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (IOException _) {
        // It is closed already.
      }
    }
  }
}
