package chat.monarch.bench;

import java.util.List;
import java.util.Locale;

/// The results as a picture: three groups of bars, each with a scale of its own.
final class Chart {
  private static final int WIDTH = 860;
  private static final int LEFT = 250;
  private static final int SPAN = 500;
  private static final int BAR = 13;
  private static final int GROUP = 3 * BAR + 12;
  private static final String OURS = "#b5480f";
  private static final String DATABASE = "#e8a06f";
  private static final String NODE = "#5b7a99";
  private static final String GO = "#a9bccd";

  private final StringBuilder svg = new StringBuilder();
  private int y = 34;

  private Chart() {}

  /// The picture as SVG.
  static String of(Results results) {
    var chart = new Chart();
    chart.legend();
    chart.panel("Messages a second (more is better)", results.rates(), List.of());
    chart.panel(
        "CPU seconds per 1,000 messages (less is better)", results.cpu(), results.databaseCpu());
    chart.panel(
        "Added delay in ms at 100 messages a second (less is better)", results.delays(), List.of());
    return chart.close();
  }

  private void legend() {
    var x = 20;
    for (var entry :
        List.of(
            List.of(OURS, "Monarch, which keeps everything"),
            List.of(DATABASE, "its database"),
            List.of(NODE, "a bridge in Node"),
            List.of(GO, "a bridge in Go"))) {
      rectangle(x, 14, 12, entry.getFirst());
      text(x + 18, 25, "start", entry.getLast());
      x += 60 + 7 * entry.getLast().length();
    }
  }

  /// @param lower the part of each of our bars that is shown in another colour
  private void panel(String title, List<Figure> figures, List<Double> lower) {
    var compared = figures.stream().filter(figure -> !Double.isNaN(figure.node())).toList();
    var most =
        compared.stream()
            .mapToDouble(it -> Math.max(it.ours(), Math.max(it.node(), it.go())))
            .max()
            .orElse(1);
    y += 24;
    svg.append("<g font-weight='bold'>");
    text(20, y, "start", title);
    svg.append("</g>\n");
    y += 10;
    for (var i = 0; i < compared.size(); i++) {
      group(compared.get(i), lower.isEmpty() ? 0 : lower.get(i), SPAN / most);
    }
  }

  private void group(Figure figure, double lower, double scale) {
    text(LEFT - 10, y + 2 * BAR - 2, "end", figure.label().strip());
    bar(figure, figure.ours(), scale, OURS);
    rectangle(LEFT, y, lower * scale, DATABASE);
    y += BAR;
    bar(figure, figure.node(), scale, NODE);
    y += BAR;
    bar(figure, figure.go(), scale, GO);
    y += GROUP - 2 * BAR;
  }

  private void bar(Figure figure, double value, double scale, String colour) {
    rectangle(LEFT, y, value * scale, colour);
    text((int) (LEFT + value * scale) + 6, y + BAR - 3, "start", figure.shown(value));
  }

  private void rectangle(int x, int top, double width, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>%n",
            x,
            top,
            width,
            BAR - 2,
            colour));
  }

  private void text(int x, int base, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='%d' text-anchor='%s'>%s</text>%n",
            x,
            base,
            anchor,
            words));
  }

  private String close() {
    return String.format(
        Locale.ROOT,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %2$d' width='%1$d'"
            + " height='%2$d' font-family='sans-serif' font-size='12' fill='#222'>%n"
            + "<rect width='%1$d' height='%2$d' fill='#fff'/>%n%3$s</svg>%n",
        WIDTH,
        y + 10,
        svg);
  }
}
