package chat.monarch.sandbox.wire;

/// Text as XML allows it.
public final class XmlText {
  private XmlText() {}

  /// Escaped for content and attributes alike; characters that XML 1.0 forbids are left out.
  public static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints().filter(XmlText::isAllowed).forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\r' -> out.append("&#xD;");
      default -> out.appendCodePoint(c);
    }
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
