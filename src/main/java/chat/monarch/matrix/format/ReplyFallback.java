package chat.monarch.matrix.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The quotation that clients of old put before a reply's own text.
///
/// @param quote the first line of what is quoted, if anything is
/// @param rest the reply's own text
record ReplyFallback(@Nullable String quote, String rest) {
  private static final Pattern SENDER = Pattern.compile("^(\\* )?<@[^>\\n]{1,254}> ?");

  /// Splits a reply's body: lines that begin with `> ` up to the first that does not.
  static ReplyFallback split(String body) {
    if (!body.startsWith("> ")) {
      return new ReplyFallback(null, body);
    }
    var at = 0;
    while (body.startsWith("> ", at) || body.startsWith(">\n", at)) {
      var end = body.indexOf('\n', at);
      at = end < 0 ? body.length() : end + 1;
    }
    var rest = body.substring(at);
    return new ReplyFallback(quote(body), rest.startsWith("\n") ? rest.substring(1) : rest);
  }

  private static @Nullable String quote(String body) {
    var line = body.lines().findFirst().orElse("").substring(2);
    var text = SENDER.matcher(line).replaceFirst("").strip();
    return text.isEmpty() ? null : text;
  }
}
