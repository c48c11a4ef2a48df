package chat.monarch.matrix.appservice;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// An answer that the homeserver understands: always JSON, or it takes it for a failure.
record MatrixAnswer(int status, String json) {
  static MatrixAnswer fine() {
    return new MatrixAnswer(200, "{}");
  }

  /// @param sentence one of ours, without quotes
  static MatrixAnswer error(int status, String code, String sentence) {
    return new MatrixAnswer(
        status, "{\"errcode\":\"" + code + "\",\"error\":\"" + sentence + "\"}");
  }

  /// The same for who answers by JAX-RS.
  Response response() {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json).build();
  }
}
