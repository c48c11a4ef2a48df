package chat.monarch.matrix.api;

import chat.monarch.matrix.format.MatrixJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request to the homeserver. It prints without its query and body.
///
/// @param path with its segments encoded
/// @param body empty, except where there is a type
record Request(
    HttpMethod method,
    String path,
    Map<String, String> query,
    @Nullable String contentType,
    byte[] body,
    Duration timeout) {
  static final String CLIENT = "/_matrix/client/v3";
  private static final Duration USUAL = Duration.ofSeconds(30);

  static Request get(String base, String... segments) {
    return bare(HttpMethod.GET, base, segments);
  }

  static Request delete(String base, String... segments) {
    return bare(HttpMethod.DELETE, base, segments);
  }

  static Request put(Object json, String base, String... segments) {
    return bare(HttpMethod.PUT, base, segments).with("application/json", bytes(json));
  }

  static Request post(Object json, String base, String... segments) {
    return bare(HttpMethod.POST, base, segments).with("application/json", bytes(json));
  }

  private static Request bare(HttpMethod method, String base, String... segments) {
    var path = Arrays.stream(segments).map(it -> "/" + encoded(it)).collect(Collectors.joining());
    return new Request(method, base + path, Map.of(), null, new byte[0], USUAL);
  }

  private static byte[] bytes(Object json) {
    try {
      return MatrixJson.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A record of ours is no JSON", impossible);
    }
  }

  /// The same with a body.
  Request with(String type, byte[] bytes) {
    return new Request(method, path, query, type, bytes, timeout);
  }

  /// The same with a parameter more.
  Request with(String name, String value) {
    var more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new Request(method, path, more, contentType, body, timeout);
  }

  /// The same, given up after another time.
  Request within(Duration other) {
    return new Request(method, path, query, contentType, body, other);
  }

  /// Path and query as they go over the wire.
  String target() {
    if (query.isEmpty()) {
      return path;
    }
    return query.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
