package chat.monarch.bridge.login;

/// The configured key does not open the stored tokens. The message is a sentence for the operator.
public final class WrongSecretKeyException extends RuntimeException {
  WrongSecretKeyException(String message) {
    super(message);
  }
}
