package chat.monarch.messenger;

/// Words of the service that people may come to read, in a log or a reason.
public final class PlainText {
  private static final int LONGEST = 200;

  private PlainText() {}

  /// The words without controls and marks of direction, and not too many of them.
  public static String of(String raw) {
    var text = new StringBuilder();
    raw.codePoints()
        .filter(character -> !isHidden(character))
        .limit(LONGEST)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static boolean isHidden(int character) {
    var type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
