package chat.monarch.messenger.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// `name=value` pairs as they stand in addresses and forms.
final class Form {
  private Form() {}

  static String write(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Reads pairs; each value is decoded exactly once. A bare `+` stays one, since tokens have it
  /// (OA-3).
  ///
  /// @throws IllegalArgumentException when something is encoded wrongly
  static Map<String, String> read(String pairs) {
    var values = new LinkedHashMap<String, String>();
    for (var pair : pairs.split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
