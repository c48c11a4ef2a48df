package chat.monarch.store;

import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// Somebody asked to become a contact, or was asked.
///
/// @param incoming whether he asked
/// @param number what the user types for it
/// @param nick what he calls himself
/// @param message what he wrote
/// @param said whether the user was told of the state
public record InvitationRow(
    LoginId login,
    RemoteUserId contact,
    boolean incoming,
    int number,
    @Nullable String nick,
    @Nullable String message,
    InvitationState state,
    boolean said) {
  /// Whether somebody waits for the user's answer.
  public boolean isAsking() {
    return incoming && state.isOpen();
  }
}
