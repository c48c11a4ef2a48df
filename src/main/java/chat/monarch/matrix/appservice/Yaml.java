package chat.monarch.matrix.appservice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How texts stand in a registration.
final class Yaml {
  private static final Pattern SPECIAL = Pattern.compile("[.^$*+?()\\[\\]{}|\\\\]");

  private Yaml() {}

  /// A text in single quotes.
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// A pattern of the homeserver's that means just this text.
  static String literal(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }
}
