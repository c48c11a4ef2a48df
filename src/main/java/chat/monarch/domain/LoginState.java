package chat.monarch.domain;

/// How a login is, as it is remembered over a restart.
public enum LoginState {
  /// On its way to the service for the first time since it was linked or called back.
  CONNECTING,
  /// Signed in at the service.
  CONNECTED,
  /// Lost for now; tried again without anybody's doing.
  TRANSIENT_DISCONNECT,
  /// The service takes its tokens no more: its user must sign in again.
  BAD_CREDENTIALS,
  /// The account is in use at another place, and the service allows one only.
  SIGNED_IN_ELSEWHERE,
  /// Something is wrong with the bridge's configuration.
  MISCONFIGURED,
  /// Its user signed it out. It is kept so that signing in again finds the same rooms.
  SIGNED_OUT
}
