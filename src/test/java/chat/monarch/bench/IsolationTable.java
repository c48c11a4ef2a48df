package chat.monarch.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// What [Isolation] found, as text and as JSON.
record IsolationTable(List<Comparison> comparisons, Verdict verdict) {
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.99;
  private static final String HEAD = "%-48s %8s %8s %6s %11s %8s %8s %6s %6s%n";
  private static final String ROW = "%-48s %8.1f %8.1f %6.2f %11s %8.1f %8.1f %6.2f %6d%n";

  String text() {
    var text = new StringBuilder();
    text.append(
        HEAD.formatted(
            "Delay of others' messages in ms",
            "p50",
            "with",
            "ratio",
            "of pairs",
            "p99",
            "with",
            "ratio",
            "held"));
    for (var each : comparisons) {
      text.append(row(each));
    }
    text.append(
        "Each the middle one of five runs, the ratio that of five pairs; held: messages of whom it"
            + " befell that came after it only.\n");
    text.append("All together: ").append(verdict).append(".\n");
    return text.toString();
  }

  private static String row(Comparison each) {
    var ratios = each.ratios(MEDIAN);
    return String.format(
        Locale.ROOT,
        ROW,
        each.disturbance().words() + ", " + each.way().words(),
        each.before(MEDIAN),
        each.with(MEDIAN),
        each.ratio(MEDIAN),
        String.format(Locale.ROOT, "%.2f–%.2f", ratios[0], ratios[ratios.length - 1]),
        each.before(MOST),
        each.with(MOST),
        each.ratio(MOST),
        each.heldBack());
  }

  ObjectNode json() {
    var json = Station.JSON.createObjectNode();
    for (var each : comparisons) {
      var key = each.disturbance().key() + (each.way() == Way.INTO_MATRIX ? "_into" : "_out");
      json.putObject(key)
          .put("p50", each.before(MEDIAN))
          .put("p50_disturbed", each.with(MEDIAN))
          .put("p50_ratio", each.ratio(MEDIAN))
          .put("p99", each.before(MOST))
          .put("p99_disturbed", each.with(MOST))
          .put("p99_ratio", each.ratio(MOST))
          .put("held_back", each.heldBack());
    }
    return json;
  }
}
