package chat.monarch.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Java that runs us, for processes beside us.
final class Java {
  private Java() {}

  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// How a process begins that lives shortly in tests, where compiling it well costs more than it
  /// brings: with the options of the property `monarch.java-options`, if it is set.
  static List<String> command() {
    var command = new ArrayList<>(List.of(program()));
    command.addAll(List.of(System.getProperty("monarch.java-options", "").split(" ")));
    command.removeIf(String::isEmpty);
    return command;
  }
}
