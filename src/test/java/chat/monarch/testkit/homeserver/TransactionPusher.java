package chat.monarch.testkit.homeserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Pushes events as Synapse does: one transaction in flight, in order, the same again until it was
/// answered 200.
final class TransactionPusher implements AutoCloseable {
  private static final int MOST = 100;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final BlockingQueue<StubEvent> waiting = new LinkedBlockingQueue<>();

  // As Synapse does; left to itself this client would go over to HTTP/2.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String hsToken;
  private volatile @Nullable URI bridge;
  private @Nullable Thread thread;
  private volatile int transactions;

  TransactionPusher(String hsToken) {
    this.hsToken = hsToken;
  }

  void add(StubEvent event) {
    waiting.add(event);
  }

  /// How many were begun.
  int transactions() {
    return transactions;
  }

  synchronized void to(URI address) {
    bridge = address;
    if (thread == null) {
      thread = Thread.ofVirtual().name("pusher").start(this::run);
    }
  }

  private void run() {
    try {
      while (true) {
        var events = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(events, MOST - 1);
        var number = transactions + 1;
        transactions = number;
        deliver("/_matrix/app/v1/transactions/" + number, body(events));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static String body(List<StubEvent> events) {
    var json = StubHomeserver.JSON.createObjectNode();
    var list = json.putArray("events");
    events.forEach(event -> list.add(event.json()));
    return json.toString();
  }

  private void deliver(String path, String body) throws InterruptedException {
    while (send("PUT", path, body) != 200) {
      Thread.sleep(PAUSE);
    }
  }

  int ping(String transaction) {
    var body = StubHomeserver.JSON.createObjectNode().put("transaction_id", transaction);
    try {
      return send("POST", "/_matrix/app/v1/ping", body.toString());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /// @return the status, or 0 when nobody answered
  private int send(String method, String path, String body) throws InterruptedException {
    var target = bridge;
    if (target == null) {
      return 0;
    }
    var request =
        HttpRequest.newBuilder(target.resolve(path))
            .header("Authorization", "Bearer " + hsToken)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException unreachable) {
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
    http.shutdownNow();
  }
}
