package chat.monarch.bridge.login;

/// Whether an account that signed in was linked.
sealed interface Link {
  /// It was; this listens from now on.
  record Made(LoginEvents events) implements Link {}

  /// It may not be linked.
  record Refused(SignInResult why) implements Link {}
}
