package chat.monarch.bridge.login;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.store.StoredLogin;
import org.jspecify.annotations.Nullable;

/// A linked account, and how it is.
///
/// @param name what the account calls itself
/// @param reason why it is in its state, in a person's words
public record Login(
    LoginId id,
    MatrixUserId owner,
    @Nullable String name,
    LoginState state,
    @Nullable String reason) {
  /// The login as its row has it, and its connection where there is one.
  static Login of(StoredLogin row, @Nullable SessionState live) {
    return switch (live) {
      case null -> with(row, row.state(), row.reason());
      case SessionState.Closed _ -> with(row, row.state(), row.reason());
      case SessionState.Connecting _ -> with(row, LoginState.CONNECTING, null);
      case SessionState.Online _ -> with(row, LoginState.CONNECTED, null);
      case SessionState.Waiting(var why, _) -> with(row, LoginState.TRANSIENT_DISCONNECT, why);
      case SessionState.BadCredentials(var why) -> with(row, LoginState.BAD_CREDENTIALS, why);
      case SessionState.SignedInElsewhere _ -> with(row, LoginState.SIGNED_IN_ELSEWHERE, null);
      case SessionState.Misconfigured(var why) -> with(row, LoginState.MISCONFIGURED, why);
    };
  }

  private static Login with(StoredLogin row, LoginState state, @Nullable String reason) {
    return new Login(row.id(), row.owner(), row.name(), state, reason);
  }

  /// Who it is, as the bot says it: name and id, as far as they are known.
  public String who() {
    var code = "`" + id.value() + "`";
    return name == null ? code : name + " (" + code + ")";
  }

  /// How it is, for people, with what to do where something is to be done.
  public String stateInWords() {
    return switch (state) {
      case CONNECTING -> "connecting";
      case CONNECTED -> "connected";
      case TRANSIENT_DISCONNECT -> "not connected" + because() + "; I go on trying";
      case BAD_CREDENTIALS ->
          "signed out by the service" + because() + "; type `relogin " + id.value() + "`";
      case SIGNED_IN_ELSEWHERE ->
          "signed in at another place; to take it back, type `reconnect " + id.value() + "`";
      case MISCONFIGURED ->
          "not connected: the bridge is set up wrongly" + because() + "; please tell its operator";
      case SIGNED_OUT -> "signed out";
    };
  }

  private String because() {
    return reason == null || reason.isBlank() ? "" : " (" + reason + ")";
  }
}
