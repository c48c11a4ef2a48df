package chat.monarch.bench;

import java.util.Locale;

/// One figure, beside those of two other bridges; what nobody measured is NaN.
///
/// The others were measured on two such processors with bridge and database together; neither keeps
/// its queues.
///
/// @param key in the line of JSON
/// @param node of a bridge in Node
/// @param go of a bridge in Go
/// @param aim what ours should come to
record Figure(
    String key, String label, int decimals, double ours, double node, double go, double aim) {

  /// One that is not to be compared.
  static Figure alone(String key, String label, int decimals, double ours) {
    return new Figure(key, label, decimals, ours, Double.NaN, Double.NaN, Double.NaN);
  }

  /// A value as it is shown, or a dash.
  String shown(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
