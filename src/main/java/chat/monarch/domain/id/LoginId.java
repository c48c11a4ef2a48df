package chat.monarch.domain.id;

/// A linked account: the messenger's own id of it, so that signing in again finds the same login.
public record LoginId(String value) {
  /// The login of an account.
  public static LoginId of(RemoteUserId account) {
    return new LoginId(account.value());
  }

  /// The account behind the login.
  public RemoteUserId account() {
    return new RemoteUserId(value);
  }
}
