package chat.monarch.bench;

import java.util.Optional;
import java.util.regex.Pattern;

/// What is written: told apart by its run and its number in it.
record Line(String run, int number) {
  private static final Pattern FORM = Pattern.compile("(\\w+) no\\. (\\d+) .*");

  private static final String END = " – the heron waits for you by the lantern, early as ever";

  /// As somebody writes it, some 70 characters.
  String text() {
    return beginning(run) + number + END;
  }

  /// What stands before the number.
  static String beginning(String run) {
    return run + " no. ";
  }

  /// What stands behind the number.
  static String end() {
    return END;
  }

  /// The line of that text, or empty where it is none.
  static Optional<Line> read(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(new Line(match.group(1), Integer.parseInt(match.group(2))))
        : Optional.empty();
  }
}
