package chat.monarch.bridge.login;

/// What comes of one step of signing in, be it taken in the chat or in the browser.
public sealed interface SignInStep<T> {
  /// It goes on.
  ///
  /// @param with what the next step needs
  record Next<T>(T with) implements SignInStep<T> {}

  /// It ends here.
  record Failed<T>(SignInProblem problem) implements SignInStep<T> {}
}
