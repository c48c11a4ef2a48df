package chat.monarch.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a browser and an application do with the sandbox's pages.
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  Browser(Sandbox sandbox) {
    base = sandbox.httpUrl();
  }

  HttpResponse<String> get(String path, String... headers) {
    var request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
            .POST(BodyPublishers.ofString(encode(form))));
  }

  HttpResponse<String> postBody(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Where a response sends the browser.
  static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  /// The parameters behind `?` or `#` of a redirect.
  static Map<String, String> parameters(HttpResponse<String> response) {
    var parameters = new LinkedHashMap<String, String>();
    Arrays.stream(location(response).split("[?#]", 2)[1].split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(
            pair ->
                parameters.put(
                    pair[0],
                    URLDecoder.decode(pair[1].replace("+", "%2B"), StandardCharsets.UTF_8)));
    return parameters;
  }

  @Override
  public void close() {
    http.close();
  }
}
