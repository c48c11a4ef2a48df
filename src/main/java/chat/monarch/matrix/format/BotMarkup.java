package chat.monarch.matrix.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// HTML for what the bot says: lines, lists and `code`. Nothing else is markup, so that a name from
/// outside is never more than text.
final class BotMarkup {
  /// With the plain text it must fit into an event.
  private static final int MOST_BYTES = 24 * 1024;

  private static final String ITEM = "- ";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private BotMarkup() {}

  /// The text as HTML; null where plain text says the same, and where it would be too long.
  static @Nullable String html(String text) {
    if (text.length() > MOST_BYTES || !isMarkedUp(text)) {
      return null;
    }
    var html = write(text);
    return html.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES ? null : html;
  }

  private static boolean isMarkedUp(String text) {
    return CODE.matcher(text).find() || text.lines().anyMatch(line -> line.startsWith(ITEM));
  }

  private static String write(String text) {
    var html = new StringBuilder();
    var listed = false;
    for (var line : text.split("\n", -1)) {
      var item = line.startsWith(ITEM);
      if (item != listed) {
        html.append(item ? "<ul>" : "</ul>");
      } else if (!item && !html.isEmpty()) {
        html.append("<br>");
      }
      html.append(item ? "<li>" + inline(line.substring(ITEM.length())) + "</li>" : inline(line));
      listed = item;
    }
    return html.append(listed ? "</ul>" : "").toString();
  }

  private static String inline(String line) {
    var escaped =
        line.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    return CODE.matcher(escaped).replaceAll("<code>$1</code>");
  }
}
