package chat.monarch.rules;

import java.util.List;
import java.util.Locale;

/// Whom a rule binds.
enum Party {
  /// The bridge.
  CLIENT,
  /// The sandbox.
  SERVICE;

  /// Whom a word of the list means: `client`, `service` or `both`.
  static List<Party> named(String word) {
    return word.equals("both")
        ? List.of(values())
        : List.of(valueOf(word.toUpperCase(Locale.ROOT)));
  }

  /// Whom the tests of a package look at.
  static Party testedIn(String packageName) {
    return packageName.startsWith("chat.monarch.sandbox") ? SERVICE : CLIENT;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
