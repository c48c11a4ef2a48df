package chat.monarch.bridge.port;

/// The homeserver did not do what was asked.
public abstract sealed class HomeserverException extends RuntimeException {
  private HomeserverException(String message) {
    super(message);
  }

  /// It could not be reached, or asked us to come later: the same request may be repeated.
  public static final class Unavailable extends HomeserverException {
    /// @param what the request and what became of it, without secrets
    public Unavailable(String what) {
      super(what);
    }
  }

  /// It understood and said no: repeating does not help.
  public static final class Refused extends HomeserverException {
    private final int status;
    private final String code;

    /// @param what the request, without secrets
    /// @param code the Matrix error code, for example `M_FORBIDDEN`
    /// @param error the homeserver's own words
    public Refused(String what, int status, String code, String error) {
      super(what + ": " + status + " " + code + " " + error);
      this.status = status;
      this.code = code;
    }

    /// The HTTP status.
    public int status() {
      return status;
    }

    /// The Matrix error code.
    public String code() {
      return code;
    }
  }
}
