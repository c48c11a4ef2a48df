package chat.monarch.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How long others' messages took without a disturbance and with it, pair by pair.
///
/// @param heldBack messages of whom it befell that had not arrived when all others' had, in all
///     disturbed runs together
record Comparison(
    Disturbance disturbance,
    Way way,
    List<Delays> undisturbed,
    List<Delays> disturbed,
    int heldBack) {

  /// The middle one of all undisturbed runs.
  double before(double share) {
    return middle(undisturbed.stream().mapToDouble(run -> run.at(share)).toArray());
  }

  /// The middle one of all disturbed runs.
  double with(double share) {
    return middle(disturbed.stream().mapToDouble(run -> run.at(share)).toArray());
  }

  /// The middle one of what the pairs came to, disturbed by undisturbed.
  double ratio(double share) {
    return middle(ratios(share));
  }

  /// The pairs' ratios, the least first.
  double[] ratios(double share) {
    return IntStream.range(0, disturbed.size())
        .mapToDouble(i -> disturbed.get(i).at(share) / undisturbed.get(i).at(share))
        .sorted()
        .toArray();
  }

  private static double middle(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
