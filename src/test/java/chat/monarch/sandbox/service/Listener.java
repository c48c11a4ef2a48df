package chat.monarch.sandbox.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Takes the connections of one place, each on a virtual thread.
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final Gateway place;
  private final List<ServerSocket> sockets = new ArrayList<>();

  /// Listens at the gateway's address; a gateway with the address 127.0.0.1 also at `::1`, if this
  /// machine has it, for redirects of the form `v6_port`.
  Listener(Gateway wanted) throws IOException {
    var first = new ServerSocket();
    first.setReuseAddress(true);
    first.bind(
        new InetSocketAddress(InetAddress.getByName(wanted.address()), wanted.port()), BACKLOG);
    sockets.add(first);
    place = wanted.at(first.getLocalPort());
    if (wanted.address().equals("127.0.0.1")) {
      listenAtV6();
    }
  }

  private void listenAtV6() throws IOException {
    var second = new ServerSocket();
    try {
      second.bind(new InetSocketAddress(InetAddress.getByName("::1"), place.port()), BACKLOG);
      sockets.add(second);
    } catch (IOException _) {
      second.close();
    }
  }

  /// Where it listens, with the port that it has.
  Gateway place() {
    return place;
  }

  /// Gives each connection to the handler, on a virtual thread of its own.
  void start(BiConsumer<Gateway, Socket> handler) {
    for (var socket : sockets) {
      Thread.ofVirtual().name("sandbox-listener").start(() -> accept(socket, handler));
    }
  }

  private void accept(ServerSocket server, BiConsumer<Gateway, Socket> handler) {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().name("sandbox-reader").start(() -> handler.accept(place, socket));
      } catch (IOException _) {
        // Closed, or a connection that was gone before it was taken.
      }
    }
  }

  @Override
  public void close() {
    for (var socket : sockets) {
      try {
        socket.close();
      } catch (IOException _) {
        // What cannot be closed is closed.
      }
    }
  }
}
