package chat.monarch.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request and the way to answer it, once.
public final class HttpCall {
  private static final int MAX_BODY = 16 << 20;

  private final HttpExchange exchange;

  HttpCall(HttpExchange exchange) {
    this.exchange = exchange;
  }

  public String path() {
    return exchange.getRequestURI().getPath();
  }

  public String method() {
    return exchange.getRequestMethod();
  }

  public boolean is(String method) {
    return method.equals(exchange.getRequestMethod());
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  public boolean isFromLoopback() {
    return exchange.getRemoteAddress().getAddress().isLoopbackAddress();
  }

  /// What stands behind the `?`, as it came.
  public String rawQuery() {
    var query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  public Map<String, String> query() {
    return decode(rawQuery());
  }

  /// The body, cut at 16 MiB.
  public String body() throws IOException {
    return new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
  }

  /// The fields of a form in the body.
  public Map<String, String> form() throws IOException {
    return decode(body());
  }

  private static Map<String, String> decode(String text) {
    var decoded = new LinkedHashMap<String, String>();
    for (var pair : text.split("&")) {
      var equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        decoded.putIfAbsent(unescape(name), unescape(value));
      }
    }
    return decoded;
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /// A page, of which the content of `body` is given.
  public void html(int status, String body) throws IOException {
    answer(status, "text/html; charset=utf-8", Page.around(body));
  }

  public void json(int status, JsonNode body) throws IOException {
    answer(status, "application/json", body.toString());
  }

  public void redirect(String address) throws IOException {
    exchange.getResponseHeaders().set("Location", address);
    answer(302, null, "");
  }

  /// An additional header of the answer.
  public void setHeader(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /// Any answer.
  public void answer(int status, @Nullable String contentType, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (contentType != null) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
