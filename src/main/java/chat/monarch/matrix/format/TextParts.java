package chat.monarch.matrix.format;

import java.util.ArrayList;
import java.util.List;

/// Splits texts that are too long for one event: 64 KiB with all that stands around the text, and
/// twice the text where a client adds a formatted one.
public final class TextParts {
  /// How many bytes of JSON the text of an event has at most.
  static final int MOST_BYTES = 32 * 1024;

  private TextParts() {}

  /// The parts in order, split after a line or a word where there is one near the end. Nothing is
  /// left out; there is always one.
  public static List<String> of(String text) {
    var parts = new ArrayList<String>();
    var from = 0;
    do {
      var end = end(text, from);
      parts.add(text.substring(from, end));
      from = end;
    } while (from < text.length());
    return parts;
  }

  private static int end(String text, int from) {
    var bytes = 0;
    var at = from;
    while (at < text.length()) {
      var character = text.codePointAt(at);
      bytes += bytesInJson(character);
      if (bytes > MOST_BYTES) {
        return lastBreak(text, from, at);
      }
      at += Character.charCount(character);
    }
    return at;
  }

  /// The place behind the last line end, else behind the last space, in the later half.
  private static int lastBreak(String text, int from, int end) {
    var half = from + (end - from) / 2;
    var line = text.lastIndexOf('\n', end - 1);
    if (line >= half) {
      return line + 1;
    }
    var space = text.lastIndexOf(' ', end - 1);
    return space >= half ? space + 1 : end;
  }

  private static int bytesInJson(int character) {
    if (character < ' ') {
      return 6;
    }
    if (character == '"' || character == '\\') {
      return 2;
    }
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
