package chat.monarch.cli;

import java.util.List;

/// A mistake that the operator can mend: sentences for him, and the exit code. Never a stack trace.
final class Fault extends RuntimeException {
  static final int USAGE = 2;
  static final int CONFIGURATION = 11;
  static final int DATABASE = 14;

  private final int exitCode;
  private final transient List<String> lines;

  Fault(int exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  Fault(int exitCode, String line) {
    this(exitCode, List.of(line));
  }

  int exitCode() {
    return exitCode;
  }

  List<String> lines() {
    return lines;
  }
}
