package chat.monarch.bench;

import java.util.List;
import java.util.Locale;

/// The results as text.
final class Table {
  private static final String ROW = "%-46s %10s %10s %10s %10s%n";

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Table(Results results) {
    this.results = results;
  }

  static String of(Results results) {
    return new Table(results).write();
  }

  private String write() {
    text.append(ROW.formatted("", "Monarch", "aim", "Node", "Go"));
    group("Messages a second", results.rates());
    group("CPU seconds per 1,000, with the database", results.cpu());
    group("Added delay in ms, at 100 a second", results.delays());
    group("Resident memory in MiB, bridge alone", results.memories());
    text.append('\n');
    counts(results.intoMatrix().one());
    counts(results.intoMatrix().many());
    counts(results.outOfMatrix().one());
    counts(results.outOfMatrix().many());
    text.append(
        String.format(
            Locale.ROOT,
            "%nOne commit takes %.1f ms here. All together: %s.%n",
            results.commit(),
            results.verdict()));
    text.append("Node, Go: two bridges that keep nothing, measured on two such processors.\n");
    return text.toString();
  }

  private void group(String title, List<Figure> figures) {
    text.append('\n').append(title).append('\n');
    for (var figure : figures) {
      text.append(
          ROW.formatted(
              "  " + figure.label(),
              figure.shown(figure.ours()),
              figure.shown(figure.aim()),
              figure.shown(figure.node()),
              figure.shown(figure.go())));
    }
  }

  private void counts(Outcome outcome) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %s, each message: %.2f CPU ms of the bridge and %.2f of the"
                + " database, %.2f requests, %.2f commits, %.2f syncs%n",
            outcome.way().words(),
            outcome.breadth(),
            outcome.bridgeCpu(),
            outcome.databaseCpu(),
            outcome.each(outcome.http().requests()),
            outcome.each(outcome.database().commits()),
            outcome.each(outcome.database().syncs())));
  }
}
