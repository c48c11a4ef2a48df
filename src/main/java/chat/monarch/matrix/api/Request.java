package chat.monarch.matrix.api;

import chat.monarch.domain.Secret;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.matrix.format.MatrixJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request to the homeserver. It prints without its query and body.
///
/// @param path with its segments encoded
/// @param query encoded, with the question mark before it; or empty
/// @param body empty, except where there is a type
/// @param timeout after which it is given up
/// @param token of the double-puppet registration, where that is to be shown in place of ours
record Request(
    HttpMethod method,
    String path,
    String query,
    @Nullable String contentType,
    byte[] body,
    Duration timeout,
    @Nullable Secret token) {
  static final String CLIENT = "/_matrix/client/v3";
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final byte[] NOTHING = {};

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
    var path = new StringBuilder(base);
    for (var segment : segments) {
      path.append('/').append(encoded(segment));
    }
    return new Request(method, path.toString(), "", null, NOTHING, USUAL, null);
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
    return new Request(method, path, query, type, bytes, timeout, token);
  }

  /// The same with a parameter more.
  Request with(String name, String value) {
    return more(name + "=" + encoded(value));
  }

  /// The same in the name of a user of ours, by the device that each of them has.
  Request as(MatrixUserId user) {
    return more("user_id=" + encoded(user.value()) + "&device_id=" + UserIntent.DEVICE);
  }

  /// The same in the name of a real user. No device: he would see it among his own.
  Request asPuppet(MatrixUserId user, Secret puppetToken) {
    var asUser = with("user_id", user.value());
    return new Request(method, path, asUser.query, contentType, body, timeout, puppetToken);
  }

  private Request more(String parameters) {
    var longer = query + (query.isEmpty() ? "?" : "&") + parameters;
    return new Request(method, path, longer, contentType, body, timeout, token);
  }

  /// The same, given up after another time.
  Request within(Duration other) {
    return new Request(method, path, query, contentType, body, other, token);
  }

  /// Path and query as they go over the wire.
  String target() {
    return path + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
