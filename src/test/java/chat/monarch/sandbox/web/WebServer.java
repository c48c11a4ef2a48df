package chat.monarch.sandbox.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server with a handler for each path, each call on a virtual thread.
public final class WebServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String host;

  /// What answers a path. It blocks as long as it likes.
  public interface Handler {
    void handle(HttpCall call) throws IOException;
  }

  /// Listens, but answers nothing before [#serve].
  public WebServer(String host, int port) throws IOException {
    this.host = host;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
    server.setExecutor(threads);
  }

  /// The address of the root, without a slash at its end.
  public String url() {
    var name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + server.getAddress().getPort();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// Begins to answer these paths; any other is 404.
  public void serve(Map<String, Handler> handlers) {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var call = new HttpCall(exchange);
            var handler = handlers.get(call.path());
            if (handler == null) {
              call.html(404, "<h1>There is nothing here</h1>");
            } else {
              handler.handle(call);
            }
          }
        });
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
