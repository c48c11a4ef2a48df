package chat.monarch.testkit.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Stands between bridge and homeserver, for one direction: requests go through as they are, until
/// one is struck by a fault. Each connection has its own behind it, so that one who was restarted
/// is seen to come anew.
public final class HttpProxy implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Of more, those that were not used for the longest time are forgotten.
  private static final int MOST_CONNECTIONS = 64;

  /// What belongs to one connection, or is set by the client itself.
  private static final Set<String> NOT_HANDED_ON =
      Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive", "upgrade");

  private final Supplier<URI> target;
  private final Trap trap;
  private volatile Consumer<Passed> passing = _ -> {};
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = newClient();
  private final Map<InetSocketAddress, HttpClient> ofConnections =
      new LinkedHashMap<>(MOST_CONNECTIONS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, HttpClient> eldest) {
          return size() > MOST_CONNECTIONS;
        }
      };
  private final HttpServer server;

  /// A request that gets through.
  public record Passed(String method, URI path, List<Header> headers, byte[] body) {
    public record Header(String name, String value) {}
  }

  /// @param target where requests go, asked each time
  public HttpProxy(Supplier<URI> target, Trap trap) throws IOException {
    this.target = target;
    this.trap = trap;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Where who asks finds it.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Without an answer the exchange is closed, and with it the connection.
  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = read(exchange);
      var fault = trap.take(request.path().getPath()).orElse(null);
      switch (fault) {
        case null -> answer(exchange, pass(exchange, request));
        case HttpFault.Refused(var status, var body) -> answer(exchange, status, body);
        case HttpFault.Delayed(var by) -> {
          Thread.sleep(by);
          answer(exchange, pass(exchange, request));
        }
        case HttpFault.Hung(var time) -> Thread.sleep(time);
        case HttpFault.AnswerLost _ -> pass(exchange, request);
        case HttpFault.Twice _ -> {
          send(request);
          answer(exchange, pass(exchange, request));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Passed read(HttpExchange exchange) throws IOException {
    var headers =
        exchange.getRequestHeaders().entrySet().stream()
            .filter(header -> !NOT_HANDED_ON.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .flatMap(
                header ->
                    header.getValue().stream()
                        .map(value -> new Passed.Header(header.getKey(), value)))
            .toList();
    return new Passed(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, Passed passed)
      throws IOException, InterruptedException {
    passing.accept(passed);
    return send(clientOf(exchange.getRemoteAddress()), passed);
  }

  private HttpClient clientOf(InetSocketAddress connection) {
    synchronized (ofConnections) {
      return ofConnections.computeIfAbsent(connection, _ -> newClient());
    }
  }

  private HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .executor(threads)
        .build();
  }

  /// Tells of each request that gets through.
  public void onPassing(Consumer<Passed> listener) {
    passing = listener;
  }

  /// Sends a request, as if it came now.
  ///
  /// @throws IOException where there is no answer
  public HttpResponse<byte[]> send(Passed passed) throws IOException, InterruptedException {
    return send(http, passed);
  }

  private HttpResponse<byte[]> send(HttpClient client, Passed passed)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(target.get() + passed.path().toString()))
            .timeout(PATIENCE)
            .method(passed.method(), HttpRequest.BodyPublishers.ofByteArray(passed.body()));
    passed.headers().forEach(header -> request.header(header.name(), header.value()));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer.headers().map().entrySet().stream()
        .filter(header -> !header.getKey().startsWith(":"))
        .filter(header -> !NOT_HANDED_ON.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> exchange.getResponseHeaders().put(header.getKey(), header.getValue()));
    write(exchange, answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    write(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
    synchronized (ofConnections) {
      ofConnections.values().forEach(HttpClient::shutdownNow);
    }
    threads.shutdownNow();
  }
}
