package chat.monarch.matrix.appservice;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// A transaction that the homeserver pushes.
///
/// @param transaction its id
record Push(HttpServerRequest request, String transaction) {
  HttpServerResponse response() {
    return request.response();
  }
}
