package chat.monarch.matrix.appservice;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/// Over which connections the homeserver pushes. It keeps one open as long as it has something to
/// push, so that a new one is a sign of its restart, and at a restart it forgets what it was about
/// to push (decision 6).
@Singleton
class PushConnections {
  /// Closed ones are forgotten with the memory they take.
  private final Set<HttpConnection> known =
      Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

  /// Whether nothing was kept that came over its connection.
  boolean isNew(HttpServerRequest push) {
    return !known.contains(push.connection()) && staysOpen(push);
  }

  /// From now on its connection is known.
  void add(HttpServerRequest push) {
    known.add(push.connection());
  }

  /// A proxy that makes a connection for each request makes them say nothing.
  private static boolean staysOpen(HttpServerRequest push) {
    return push.version() != HttpVersion.HTTP_1_0
        && !push.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
  }
}
