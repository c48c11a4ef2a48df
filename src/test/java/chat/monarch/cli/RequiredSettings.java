package chat.monarch.cli;

import java.util.Map;

/// The settings without which nothing starts, with values that will do for a test.
final class RequiredSettings {
  static final Map<String, String> ALL = Map.of();

  private RequiredSettings() {}
}
