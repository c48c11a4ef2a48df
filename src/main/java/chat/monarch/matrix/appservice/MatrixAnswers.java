package chat.monarch.matrix.appservice;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The answers that the homeserver understands: always JSON, or it takes them for a failure.
final class MatrixAnswers {
  private MatrixAnswers() {}

  static Response fine() {
    return json(200, "{}");
  }

  /// @param sentence one of ours, without quotes
  static Response error(int status, String code, String sentence) {
    return json(status, "{\"errcode\":\"" + code + "\",\"error\":\"" + sentence + "\"}");
  }

  static Response json(int status, String json) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json).build();
  }
}
