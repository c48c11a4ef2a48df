package chat.monarch.bench;

import chat.monarch.bench.Arrivals.Arrival;
import java.util.Arrays;
import java.util.List;

/// How long messages took.
///
/// @param sorted in microseconds, the shortest first
record Delays(long[] sorted) {
  /// @param sent when each was begun, in microseconds since 1970
  static Delays of(long[] sent, List<Arrival> arrivals) {
    var delays =
        arrivals.stream().mapToLong(arrival -> arrival.at() - sent[arrival.number()]).toArray();
    Arrays.sort(delays);
    return new Delays(delays);
  }

  int count() {
    return sorted.length;
  }

  /// What this share of the messages did not exceed, in milliseconds.
  double at(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    var place = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, place)] / 1e3;
  }
}
