package chat.monarch.testkit;

/// The homeserver's answer that it will not.
public final class MatrixError extends RuntimeException {
  private final int status;
  private final String code;

  MatrixError(String request, int status, String code, String message) {
    super("%s: %d %s %s".formatted(request, status, code, message));
    this.status = status;
    this.code = code;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The error code, for example `M_FORBIDDEN`; empty where the answer has none.
  public String code() {
    return code;
  }
}
