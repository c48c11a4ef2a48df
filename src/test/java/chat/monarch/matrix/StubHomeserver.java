package chat.monarch.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A homeserver that answers what it is told, and to all else that it did it, and remembers
/// what it was asked.
public final class StubHomeserver implements AutoCloseable {
  private static final int HANG_UP = 0;
  private static final String ANYTHING =
      "{\"event_id\":\"$any\",\"room_id\":\"!any:example.org\",\"next_batch\":\"s1\"}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new ArrayList<>();
  private final Queue<Told> told = new ArrayDeque<>();

  public StubHomeserver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A request as it came.
  ///
  /// @param target path and query
  public record Asked(String method, String target, String authorization, String body) {}

  private record Told(String part, int status, String type, String body, CountDownLatch when) {}

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Answers the next request whose target has this part.
  public StubHomeserver answer(String part, int status, String json) {
    return tell(new Told(part, status, "application/json", json, new CountDownLatch(0)));
  }

  /// Answers the next such request as a proxy would.
  public StubHomeserver answerHtml(String part, int status) {
    return tell(new Told(part, status, "text/html", "<html>no</html>", new CountDownLatch(0)));
  }

  /// Answers the next such request when the latch opens.
  public StubHomeserver hold(String part, CountDownLatch latch) {
    return tell(new Told(part, 200, "application/json", ANYTHING, latch));
  }

  /// Hangs up in place of an answer.
  public StubHomeserver hangUp(String part) {
    return tell(new Told(part, HANG_UP, "", "", new CountDownLatch(0)));
  }

  private synchronized StubHomeserver tell(Told next) {
    told.add(next);
    return this;
  }

  /// What was asked so far, in the order in which it came.
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// What was asked so far with this part in the target.
  public List<Asked> asked(String part) {
    return asked().stream().filter(it -> it.target().contains(part)).toList();
  }

  /// Waits until so many requests with this part in the target came.
  public synchronized void awaitAsked(String part, int count) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (asked(part).size() < count) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("Only these came: " + asked);
      }
      wait(left);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    var target = exchange.getRequestURI().toString();
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    var answer = next(new Asked(exchange.getRequestMethod(), target, authorization, body));
    await(answer.when());
    if (answer.status() == HANG_UP) {
      exchange.close();
      return;
    }
    var bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Told next(Asked request) {
    asked.add(request);
    notifyAll();
    for (var answer : told) {
      if (request.target().contains(answer.part())) {
        told.remove(answer);
        return answer;
      }
    }
    return new Told("", 200, "application/json", ANYTHING, new CountDownLatch(0));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody let the request go on");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
