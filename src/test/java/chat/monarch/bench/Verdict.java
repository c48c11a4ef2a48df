package chat.monarch.bench;

import chat.monarch.bench.Arrivals.Arrival;
import chat.monarch.testkit.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What became of the lines of a load, conversation by conversation.
///
/// @param strange what arrived where it does not belong
record Verdict(int sent, int lost, int doubled, int reordered, int strange) {
  static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0);

  /// @param way tells by which name an arrival names its conversation
  static Verdict of(Load load, Way way, List<Arrival> arrivals) {
    var seen = new HashMap<String, Stream.Builder<String>>();
    arrivals.forEach(
        arrival ->
            seen.computeIfAbsent(arrival.place(), _ -> Stream.builder())
                .add(Integer.toString(arrival.number())));
    var verdict = NOTHING;
    for (var index = 0; index < load.conversations().size(); index++) {
      var conversation = load.conversations().get(index);
      var place = way == Way.INTO_MATRIX ? conversation.room() : conversation.contact();
      var sent =
          IntStream.iterate(index, n -> n < load.count(), n -> n + load.conversations().size())
              .mapToObj(Integer::toString)
              .toList();
      var there = seen.getOrDefault(place, Stream.builder()).build().toList();
      verdict = verdict.and(of(Tally.of(sent, there)));
    }
    return verdict;
  }

  private static Verdict of(Tally tally) {
    return new Verdict(
        tally.sent(),
        tally.lost().size(),
        tally.doubled().size(),
        tally.reordered(),
        tally.strange().size());
  }

  Verdict and(Verdict other) {
    return new Verdict(
        sent + other.sent,
        lost + other.lost,
        doubled + other.doubled,
        reordered + other.reordered,
        strange + other.strange);
  }

  boolean isPerfect() {
    return lost + doubled + reordered + strange == 0;
  }

  @Override
  public String toString() {
    return "%,d messages, %d lost, %d doubled, %d reordered, %d misplaced"
        .formatted(sent, lost, doubled, reordered, strange);
  }
}
