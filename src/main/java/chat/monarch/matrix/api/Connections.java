package chat.monarch.matrix.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;

/// The connections to the homeserver. They live on one event loop, so that no request wakes two.
final class Connections implements AutoCloseable {
  private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("Monarch");

  private final Context loop;
  private final HttpClient http;
  private final String prefix;
  private final CharSequence authorization;

  /// @param address where the homeserver is, perhaps behind a path
  /// @param token goes into a header only
  /// @param most more than so many are never open
  Connections(Vertx vertx, URI address, String token, int most) {
    this.loop = vertx.getOrCreateContext();
    this.http = vertx.createHttpClient(options(address).setMaxPoolSize(most));
    this.prefix = withoutSlashes(address.getRawPath());
    this.authorization = bearer(token);
  }

  private static CharSequence bearer(String token) {
    return HttpHeaders.createOptimized("Bearer " + token);
  }

  private static HttpClientOptions options(URI address) {
    var secure = "https".equalsIgnoreCase(address.getScheme());
    var usual = secure ? 443 : 80;
    return new HttpClientOptions()
        .setSsl(secure)
        .setDefaultHost(address.getHost())
        .setDefaultPort(address.getPort() < 0 ? usual : address.getPort())
        .setConnectTimeout(10_000)
        .setKeepAliveTimeout(30);
  }

  private static String withoutSlashes(String path) {
    var end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /// Sends a request as soon as there is a connection. A redirect is an answer like any other: the
  /// token would go to wherever it points.
  Exchange begin(Request request) {
    var exchange = new Exchange(loop, request, authorization(request), USER_AGENT);
    loop.runOnContext(
        _ ->
            http.request(request.method(), prefix + request.target())
                .onComplete(exchange::send, exchange::fail));
    return exchange;
  }

  private CharSequence authorization(Request request) {
    return request.token() == null ? authorization : bearer(request.token().value());
  }

  @Override
  public void close() {
    http.close();
  }
}
