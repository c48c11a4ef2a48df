package chat.monarch.bridge.port;

/// There is no token to be had.
public abstract sealed class TokensException extends Exception {
  private TokensException(String message) {
    super(message);
  }

  /// The service withdrew the consent, or there is nothing to renew with: the user must sign in.
  public static final class Withdrawn extends TokensException {
    /// @param reason in a person's words, without secrets
    public Withdrawn(String reason) {
      super(reason);
    }
  }

  /// The token endpoint cannot be used for now: keep the tokens and come again.
  public static final class Unavailable extends TokensException {
    /// @param reason in a person's words, without secrets
    public Unavailable(String reason) {
      super(reason);
    }
  }

  /// The token endpoint refuses our client: a matter for the operator (OA-9).
  public static final class Misconfigured extends TokensException {
    /// @param reason for the operator, without secrets
    public Misconfigured(String reason) {
      super(reason);
    }
  }
}
