package chat.monarch.demo;

import java.util.List;
import java.util.function.Consumer;

/// Two columns of lines under their headings.
record SideBySide(String left, String right) {
  private static final int WIDTH = 58;

  void print(List<String> leftLines, List<String> rightLines, Consumer<String> out) {
    out.accept("");
    out.accept(row(left, right));
    out.accept("─".repeat(WIDTH) + "─┼─" + "─".repeat(WIDTH));
    for (var i = 0; i < Math.max(leftLines.size(), rightLines.size()); i++) {
      out.accept(row(line(leftLines, i), line(rightLines, i)));
    }
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  private static String row(String one, String other) {
    return cut(one) + " ".repeat(WIDTH - cut(one).length()) + " │ " + cut(other);
  }

  private static String cut(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
  }
}
