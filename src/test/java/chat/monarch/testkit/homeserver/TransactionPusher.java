package chat.monarch.testkit.homeserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Pushes events as Synapse does: one transaction in flight, in order, the same again until it was
/// answered 200.
final class TransactionPusher implements AutoCloseable {
  private static final int MOST = 100;

  /// So many transactions can be repeated.
  private static final int KEPT = 200;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String hsToken;
  private volatile HttpClient http = client();
  private volatile @Nullable URI bridge;
  private @Nullable Thread thread;
  private final AtomicInteger passing = new AtomicInteger();
  private volatile int transactions;
  private volatile Consumer<List<StubEvent>> left = _ -> {};

  // Guarded by this: which event stays lying, what is to be pushed, what was begun, and where we
  // are with it.
  private Predicate<StubEvent> lying = _ -> false;
  private final List<StubEvent> waiting = new ArrayList<>();
  private final List<Transaction> begun = new ArrayList<>();
  private boolean idle = true;
  private boolean paused;
  private boolean repeats;

  private record Transaction(String path, String body) {}

  TransactionPusher(String hsToken) {
    this.hsToken = hsToken;
  }

  /// As Synapse does; left to itself this client would go over to HTTP/2.
  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  synchronized void add(StubEvent event) {
    idle = false;
    waiting.add(event);
    notifyAll();
  }

  /// Pushes something that passes by, once.
  void pass(String ephemeral) throws InterruptedException {
    var body = "{\"events\":[],\"ephemeral\":[" + ephemeral + "]}";
    var path = "/_matrix/app/v1/transactions/passing" + passing.incrementAndGet();
    if (send("PUT", path, body) != 200) {
      throw new AssertionError("The bridge did not take " + ephemeral);
    }
  }

  /// How many were begun.
  int transactions() {
    return transactions;
  }

  /// Pushes nothing from now on, and cuts its connections.
  synchronized void pause() {
    paused = true;
    http.shutdownNow();
    http = client();
  }

  /// Does not push what it was about to push.
  ///
  /// @return what that is
  synchronized List<StubEvent> forget() {
    var forgotten = List.copyOf(waiting);
    waiting.clear();
    return forgotten;
  }

  /// Begins the next transaction that holds such an event, and does not push it.
  ///
  /// @param left hears what it holds
  synchronized void leaveLying(Predicate<StubEvent> event, Consumer<List<StubEvent>> left) {
    this.lying = event;
    this.left = left;
  }

  /// The homeserver, which has a lock of its own, hears of it outside of ours.
  private boolean isLeftLying(List<StubEvent> events) {
    if (!takeLying(events)) {
      return false;
    }
    left.accept(events);
    return true;
  }

  private synchronized boolean takeLying(List<StubEvent> events) {
    var taken = events.stream().anyMatch(lying);
    if (taken) {
      lying = _ -> false;
    }
    return taken;
  }

  /// Goes on, with the last transaction once more.
  synchronized void goOn() {
    paused = false;
    repeats = true;
    notifyAll();
  }

  private synchronized void awaitUnpaused() throws InterruptedException {
    while (paused) {
      wait();
    }
  }

  /// Pushes all transactions again, whatever else is being pushed.
  ///
  /// @return how many were taken
  int repeatAll() throws InterruptedException {
    var taken = 0;
    for (var transaction : all()) {
      taken += send("PUT", transaction.path(), transaction.body()) == 200 ? 1 : 0;
    }
    return taken;
  }

  private synchronized List<Transaction> all() {
    return List.copyOf(begun);
  }

  /// Waits until nothing is left to push.
  synchronized void awaitIdle(Duration timeout) throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!idle) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        throw new AssertionError("Not all was taken in " + timeout);
      }
      wait(Math.max(1, left.toMillis()));
    }
  }

  private synchronized void done() {
    idle = waiting.isEmpty();
    notifyAll();
  }

  private synchronized Transaction begin(List<StubEvent> events) {
    var transaction =
        new Transaction("/_matrix/app/v1/transactions/" + ++transactions, body(events));
    begun.add(transaction);
    if (begun.size() > KEPT) {
      begun.removeFirst();
    }
    return transaction;
  }

  private synchronized @Nullable Transaction last() {
    return begun.isEmpty() ? null : begun.getLast();
  }

  private synchronized boolean takeRepeat() {
    var wanted = repeats;
    repeats = false;
    return wanted;
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
        var events = take();
        var last = last();
        var next = begin(events);
        if (last != null && takeRepeat()) {
          deliver(last);
        }
        if (!isLeftLying(events)) {
          deliver(next);
        }
        done();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<StubEvent> take() throws InterruptedException {
    while (paused || waiting.isEmpty()) {
      wait();
    }
    var first = waiting.subList(0, Math.min(MOST, waiting.size()));
    var events = List.copyOf(first);
    first.clear();
    return events;
  }

  private static String body(List<StubEvent> events) {
    var json = StubHomeserver.JSON.createObjectNode();
    var list = json.putArray("events");
    events.forEach(event -> list.add(event.json()));
    return json.toString();
  }

  private void deliver(Transaction transaction) throws InterruptedException {
    while (send("PUT", transaction.path(), transaction.body()) != 200) {
      Thread.sleep(PAUSE);
      awaitUnpaused();
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
