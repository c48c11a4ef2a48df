package chat.monarch.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The first accounts of the cast, as many as take part.
final class Accounts {
  private static final int LINKED_AT_A_TIME = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stage stage;
  private final int count;

  Accounts(Stage stage, int count) {
    this.stage = stage;
    this.count = count;
  }

  /// Links them.
  ///
  /// @return the rooms in which their owners talk to the bot, in order
  List<String> link() throws InterruptedException, ExecutionException {
    System.out.println("Linking " + count + " accounts");
    try (var threads = Executors.newFixedThreadPool(LINKED_AT_A_TIME)) {
      var links =
          IntStream.range(0, count)
              .mapToObj(login -> new Linking.Wish(Cast.user(login), Cast.account(login)))
              .map(wish -> threads.submit(() -> link(wish)))
              .toList();
      var rooms = new ArrayList<String>();
      for (Future<String> link : links) {
        rooms.add(link.get());
      }
      return rooms;
    }
  }

  private String link(Linking.Wish wish) {
    return stage.homeserver().ask("/link", wish, String.class);
  }

  /// Waits until all of them are connected.
  void awaitOnline() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (stage.online() < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Only " + stage.online() + " accounts are connected");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
