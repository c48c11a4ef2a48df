package chat.monarch.testkit;

import java.nio.file.Path;

/// The Java that runs us, for processes beside us.
final class Java {
  private Java() {}

  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
