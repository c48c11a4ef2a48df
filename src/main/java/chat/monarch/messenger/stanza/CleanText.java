package chat.monarch.messenger.stanza;

import org.jspecify.annotations.Nullable;

/// Texts from outside, and texts for outside, without what may not be in them.
final class CleanText {
  private static final int NAME_LENGTH = 255;

  private CleanText() {}

  /// A name without controls and marks of direction, at most 255 characters long; null when
  /// nothing is left.
  static @Nullable String name(String raw) {
    return name(raw, NAME_LENGTH);
  }

  /// As [#name(String)], with another limit.
  static @Nullable String name(String raw, int length) {
    var name = new StringBuilder();
    raw.strip()
        .codePoints()
        .filter(character -> !isHidden(character))
        .limit(length)
        .forEach(name::appendCodePoint);
    var clean = name.toString().strip();
    return clean.isEmpty() ? null : clean;
  }

  /// A body with line feeds for all line breaks and without what XML 1.0 forbids (MSG-8).
  static String body(String raw) {
    var body = new StringBuilder(raw.length());
    raw.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(CleanText::isXml)
        .forEach(body::appendCodePoint);
    return body.toString();
  }

  /// The first so many characters.
  static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static boolean isHidden(int character) {
    return Character.isISOControl(character)
        || character == 0x061C
        || character == 0x200E
        || character == 0x200F
        || (character >= 0x2028 && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }

  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
