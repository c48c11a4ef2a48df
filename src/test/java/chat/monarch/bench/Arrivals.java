package chat.monarch.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines that arrived at one side, run by run.
final class Arrivals {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Map<String, List<Arrival>> runs = new HashMap<>();

  /// @param place where it arrived: the room, or the CID of the contact
  /// @param at microseconds since 1970
  record Arrival(int number, String place, long at) {}

  /// What is to be waited for.
  ///
  /// @param patience seconds without an arrival after which the rest counts as lost
  record Wish(String run, int count, int patience) {}

  /// Remembers a text, if it is a line of ours.
  void add(String text, String place, long at) {
    Line.read(text).ifPresent(line -> add(line, place, at));
  }

  private synchronized void add(Line line, String place, long at) {
    runs.computeIfAbsent(line.run(), _ -> new ArrayList<>())
        .add(new Arrival(line.number(), place, at));
  }

  /// How many lines of a run have arrived so far, twice where they came twice.
  synchronized int count(String run) {
    return runs.getOrDefault(run, List.of()).size();
  }

  /// Waits until a run's lines have arrived, or no more come; then a moment longer for what comes
  /// twice. The run is forgotten.
  synchronized List<Arrival> await(Wish wish) throws InterruptedException {
    var arrived = runs.computeIfAbsent(wish.run(), _ -> new ArrayList<>());
    var last = System.nanoTime();
    var seen = 0;
    while (!isOver(wish, arrived.size(), Duration.ofNanos(System.nanoTime() - last))) {
      wait(LOOK.toMillis());
      if (arrived.size() > seen) {
        seen = arrived.size();
        last = System.nanoTime();
      }
    }
    return runs.remove(wish.run());
  }

  private static boolean isOver(Wish wish, int arrived, Duration silence) {
    var patience = arrived < wish.count() ? Duration.ofSeconds(wish.patience()) : QUIET;
    return silence.compareTo(patience) > 0;
  }
}
