package chat.monarch.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Requests to a homeserver's client-server API, as JSON.
final class MatrixHttp implements AutoCloseable {
  static final String CLIENT = "/_matrix/client/v3";
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI homeserver;
  private final @Nullable String token;

  MatrixHttp(URI homeserver, @Nullable String token) {
    this.homeserver = homeserver;
    this.token = token;
  }

  /// A path below the client-server API, its segments encoded.
  static String path(String... segments) {
    return Arrays.stream(segments)
        .map(MatrixHttp::encode)
        .collect(Collectors.joining("/", CLIENT + "/", ""));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(String path) {
    return ask("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode post(String path, Object body) {
    return ask("POST", path, json(body));
  }

  JsonNode put(String path, Object body) {
    return ask("PUT", path, json(body));
  }

  /// What lies at a path, or a missing node where nothing does.
  JsonNode find(String path) {
    try {
      return get(path);
    } catch (MatrixError e) {
      if (e.status() == 404) {
        return MissingNode.getInstance();
      }
      throw e;
    }
  }

  byte[] bytes(String path) {
    var answer = send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new MatrixError("GET " + path, answer.statusCode(), "", "");
    }
    return answer.body();
  }

  JsonNode upload(String path, String type, byte[] content) {
    var request =
        request(path)
            .setHeader("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content));
    return read("POST " + path, send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body) {
    var request = request(path).method(method, body).build();
    return read(method + " " + path, send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(homeserver.resolve(path)).timeout(TIMEOUT);
    builder.header("Content-Type", "application/json");
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    try {
      return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not to be written as JSON", e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String request, HttpResponse<String> answer) {
    var body = parse(request, answer.body());
    if (answer.statusCode() / 100 != 2) {
      throw new MatrixError(
          request, answer.statusCode(), body.path("errcode").asText(), body.path("error").asText());
    }
    return body;
  }

  private static JsonNode parse(String request, String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.valueToTree(Map.of("error", "not JSON in the answer to " + request));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
