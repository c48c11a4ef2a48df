package chat.monarch.matrix.api;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.matrix.format.MatrixJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;

/// What the homeserver answered, whether it did as asked or not.
record Answer(int status, byte[] body) {
  private static final Duration LEAST_WAIT = Duration.ofMillis(500);

  boolean isFine() {
    return status >= 200 && status < 300;
  }

  /// Whether it only asks us to come later.
  boolean isLimit() {
    return status == 429;
  }

  /// Whether the homeserver itself said no. A proxy before it answers without a Matrix error while
  /// the homeserver is away, except for a body that is too large for it; and that our token is
  /// unknown is a matter between the operator and the homeserver, which may be mended.
  boolean isRefusal() {
    var isNo = status >= 400 && status < 500 && status != 401 && !isLimit();
    return status == 413 || (isNo && !code().isEmpty());
  }

  /// Whether the homeserver is not there: a proxy speaks for it, or it is about to go.
  boolean isAbsence() {
    return (status > 501 && status < 505) || (!isFine() && code().isEmpty());
  }

  /// The body as a tree, missing when it is no JSON.
  JsonNode json() {
    try {
      return MatrixJson.MAPPER.readTree(body);
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }

  /// A text that an answer of this kind must have.
  ///
  /// @throws HomeserverException.Unavailable when it has none: it is not the homeserver's
  String text(String name) {
    var text = json().path(name).textValue();
    if (text == null) {
      throw new HomeserverException.Unavailable("An answer " + status + " without " + name);
    }
    return text;
  }

  /// The Matrix error code, or empty.
  String code() {
    return json().path("errcode").asText();
  }

  /// The homeserver's own words about the error, or empty.
  String error() {
    return json().path("error").asText();
  }

  /// How long to wait before the next attempt.
  Duration retryAfter() {
    var asked = Duration.ofMillis(json().path("retry_after_ms").asLong(0));
    return asked.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : asked;
  }

  @Override
  public String toString() {
    return (status + " " + code() + " " + error()).strip();
  }
}
