package chat.monarch.messenger.stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Splits a text into bodies that fit into a stanza (MSG-8).
///
/// Put together again, the parts are the text. A part ends behind a paragraph, else a line, else a
/// word, else between two characters as people see them, else between two code points.
public final class BodyParts {
  /// Room for the rest of the stanza: the longest JID of a service's user, an id, and a chat state.
  private static final int ENVELOPE = 1_300;

  /// However small a stanza may be, a character always fits.
  private static final int LEAST = 64;

  private static final Pattern SEEN_CHARACTER = Pattern.compile("\\X");

  private final int budget;

  /// @param maxBytes of the whole stanza on the wire
  public BodyParts(int maxBytes) {
    this.budget = Math.max(LEAST, Math.max(maxBytes - ENVELOPE, maxBytes / 2));
  }

  /// The parts, in order; none when nothing is left to say.
  public List<String> of(String text) {
    var body = CleanText.body(text);
    var parts = new ArrayList<String>();
    for (int start = 0, end; start < body.length(); start = end) {
      end = end(body, start);
      var part = body.substring(start, end);
      if (!part.isBlank()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private int end(String body, int start) {
    var limit = limit(body, start);
    if (limit == body.length()) {
      return limit;
    }
    var half = start + (limit - start) / 2;
    var paragraph = body.lastIndexOf("\n\n", limit - 2) + 2;
    if (paragraph > half) {
      return paragraph;
    }
    var line = body.lastIndexOf('\n', limit - 1) + 1;
    if (line > half) {
      return line;
    }
    var word = behindBlank(body, half, limit);
    return word > half ? word : betweenCharacters(body, start, limit);
  }

  /// The first index that no longer fits.
  private int limit(String body, int start) {
    var left = budget;
    var index = start;
    while (index < body.length()) {
      var character = body.codePointAt(index);
      left -= bytes(character);
      if (left < 0) {
        return index;
      }
      index += Character.charCount(character);
    }
    return index;
  }

  private static int behindBlank(String body, int half, int limit) {
    for (int end = limit; end > half; end--) {
      if (Character.isWhitespace(body.charAt(end - 1))) {
        return end;
      }
    }
    return half;
  }

  private static int betweenCharacters(String body, int start, int limit) {
    var characters = SEEN_CHARACTER.matcher(body).region(start, body.length());
    var end = start;
    while (characters.find() && characters.end() <= limit) {
      end = characters.end();
    }
    return end > start ? end : limit;
  }

  /// UTF-8, and the longest way to escape what XML has escapes for.
  private static int bytes(int character) {
    return switch (character) {
      case '&' -> 5;
      case '<', '>' -> 4;
      case '"', '\'' -> 6;
      default -> character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    };
  }
}
