package chat.monarch.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the plain forms of sign-in pages.
final class Html {
  private static final Pattern FORM = Pattern.compile("(?is)<form\\b[^>]*>");
  private static final Pattern INPUT = Pattern.compile("(?is)<input\\b[^>]*>");

  private Html() {}

  /// Where the form of a page is sent; the page's own address where it does not say.
  static String formAction(String html, URI page) {
    var form = FORM.matcher(html);
    if (!form.find()) {
      throw new AssertionError("No form on " + page.getPath() + ": " + text(html));
    }
    return attribute(form.group(), "action").filter(a -> !a.isEmpty()).orElse(page.toString());
  }

  static Map<String, String> hiddenFields(String html) {
    var fields = new LinkedHashMap<String, String>();
    var inputs = INPUT.matcher(html);
    while (inputs.find()) {
      var input = inputs.group();
      if (attribute(input, "type").filter("hidden"::equalsIgnoreCase).isPresent()) {
        attribute(input, "name")
            .ifPresent(name -> fields.put(name, attribute(input, "value").orElse("")));
      }
    }
    return fields;
  }

  private static Optional<String> attribute(String tag, String name) {
    var quoted = Pattern.compile("(?is)\\s" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    var found = quoted.matcher(tag);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(unescape(found.group(1) == null ? found.group(2) : found.group(1)));
  }

  /// A page without its markup, in one line.
  static String text(String html) {
    var bare = html.replaceAll("(?is)<(style|script|head)\\b.*?</\\1>", " ");
    return unescape(bare.replaceAll("(?s)<[^>]*>", " ")).replaceAll("\\s+", " ").strip();
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&");
  }
}
