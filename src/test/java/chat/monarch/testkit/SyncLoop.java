package chat.monarch.testkit;

import static chat.monarch.testkit.MatrixHttp.encode;
import static chat.monarch.testkit.MatrixHttp.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads a user's `/sync` answer by answer. Goes on when the homeserver comes back.
final class SyncLoop implements AutoCloseable {
  private static final int PAUSE_MILLIS = 200;

  private final MatrixHttp http;
  private final String query;
  private final Taker taker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable String since;

  /// Who reads the answers.
  interface Taker {
    /// @param since where the answer begins; null for the first
    void take(JsonNode answer, @Nullable String since);

    /// There will be no more.
    void fail(RuntimeException cause);
  }

  /// @param filter what is wanted, as JSON
  SyncLoop(MatrixHttp http, String filter, Taker taker) {
    this.http = http;
    this.query = "?timeout=30000&filter=" + encode(filter);
    this.taker = taker;
  }

  /// @param name of the thread
  void start(String name) {
    Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    while (closed.getCount() > 0) {
      try {
        var from = since == null ? query : query + "&since=" + encode(since);
        var answer = http.get(path("sync") + from);
        taker.take(answer, since);
        since = answer.path("next_batch").asText();
      } catch (UncheckedIOException | MatrixError e) {
        if (!mayPass(e) || pauseOrClosed()) {
          taker.fail(e);
          return;
        }
      } catch (RuntimeException e) {
        taker.fail(e);
        return;
      }
    }
  }

  private static boolean mayPass(RuntimeException e) {
    return !(e instanceof MatrixError error) || error.status() >= 500;
  }

  /// Waits a moment; whether it was closed meanwhile.
  boolean pauseOrClosed() {
    try {
      return closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
