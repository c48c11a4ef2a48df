package chat.monarch.messenger.session;

import chat.monarch.domain.id.RemoteUserId;

/// The service could be reached, but did not let us in.
abstract sealed class SignInException extends Exception {
  private SignInException(String message) {
    super(message);
  }

  /// SASL failed (SASL-5).
  static final class Refused extends SignInException {
    private final String condition;

    Refused(String condition) {
      super("the service refused the sign-in: " + condition);
      this.condition = condition;
    }

    String condition() {
      return condition;
    }
  }

  /// The service sends us to another host (B.2).
  static final class Redirected extends SignInException {
    private final String text;
    private final boolean secure;

    /// @param secure whether it came through a checked TLS connection
    Redirected(String text, boolean secure) {
      super("the service redirects to another host");
      this.text = text;
      this.secure = secure;
    }

    String text() {
      return text;
    }

    boolean isSecure() {
      return secure;
    }
  }

  /// Something is wrong that only the operator can mend.
  static final class Misconfigured extends SignInException {
    Misconfigured(String reason) {
      super(reason);
    }
  }

  /// The token belongs to somebody else (BND-3).
  static final class OtherAccount extends SignInException {
    OtherAccount(RemoteUserId account) {
      super("another account signed in: " + account.value());
    }
  }
}
