package chat.monarch.cli;

import java.util.Map;

/// The settings without which nothing starts, with values that will do for a test.
final class RequiredSettings {
  static final Map<String, String> ALL =
      Map.of(
          "monarch.homeserver.address", "http://localhost:8008",
          "monarch.homeserver.domain", "example.org",
          "monarch.appservice.as-token", "as",
          "monarch.appservice.hs-token", "hs",
          "monarch.secret-key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

  private RequiredSettings() {}
}
