package chat.monarch.demo;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Prints the steps as they happen, each with a tick or a cross at its end.
final class Show {
  private final PrintStream out;
  private int number;
  private volatile boolean curtain;

  Show(PrintStream out) {
    this.out = out;
  }

  /// A step that was not seen to its end.
  static final class Missed extends RuntimeException {
    Missed(int step, String title, Throwable cause) {
      super("step " + step + " (" + title + "): " + firstLine(reason(cause)), cause);
    }

    private static String firstLine(String text) {
      return text.lines().findFirst().orElse("");
    }

    private static String reason(Throwable cause) {
      if (cause instanceof UncheckedIOException) {
        return cause.getMessage() + " was not answered";
      }
      return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
  }

  /// Runs the next step and gives what it brings.
  ///
  /// @throws Missed where it fails, in whatever way
  <T> T step(String title, Callable<T> action) {
    number++;
    say("\n%2d  %s".formatted(number, title));
    var began = System.nanoTime();
    try {
      var result = action.call();
      say("    ✓ %.1f s".formatted(Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3));
      return result;
    } catch (Exception | AssertionError e) {
      var missed = new Missed(number, title, e);
      say("    ✗ " + Missed.reason(e));
      throw missed;
    }
  }

  /// A fact within a step.
  void tell(String fact) {
    say("      " + fact);
  }

  /// A line of its own.
  void say(String line) {
    if (!curtain) {
      out.println(line);
    }
  }

  int steps() {
    return number;
  }

  /// From now on nothing is printed: what fails while everything is being ended is no news.
  void end() {
    curtain = true;
  }
}
