package chat.monarch.bridge.command;

import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants of the bot.
sealed interface Command {
  /// What can be said.
  ///
  /// @param about the command to explain, or null for all
  record Help(@Nullable String about) implements Command {}

  record Version() implements Command {}

  record Cancel() implements Command {}

  record Login() implements Command {}

  /// Link an account with what the browser ended on.
  ///
  /// @param answer where the browser ended, or a bare code
  record LoginCode(Secret answer) implements Command {}

  record LoginToken(Secret access) implements Command {}

  record ListLogins() implements Command {}

  /// Sign an account out.
  ///
  /// @param login which one; null for the only one
  record Logout(@Nullable String login) implements Command {}

  /// Sign an account in again.
  ///
  /// @param login which one; null for the only one
  record Relogin(@Nullable String login) implements Command {}

  /// Connect an account anew.
  ///
  /// @param login which one; null for the only one
  record Reconnect(@Nullable String login) implements Command {}

  record Ping() implements Command {}

  /// Who there is to talk with.
  ///
  /// @param text what name or id must have in it; empty for all
  record Contacts(String text) implements Command {}

  /// Open a conversation.
  ///
  /// @param login by which account; null for the only one
  record StartChat(@Nullable String login, String whom) implements Command {}

  /// Who that is.
  record Resolve(String whom) implements Command {}

  /// Who there is with this text.
  record Search(String text) implements Command {}

  /// Invite somebody to be a contact.
  ///
  /// @param words by which account, if several; whom; and what he is to be called, if anything
  record Add(List<String> words) implements Command {}

  /// Who wants to be a contact, and who is invited.
  record Invitations() implements Command {}

  /// Answer an invitation.
  ///
  /// @param which its number, or its sender's id
  record Answer(String which, boolean accept) implements Command {}

  /// Be seen so by the contacts.
  record Status(Presence presence) implements Command {}

  /// What the contacts see now.
  record ShownStatus() implements Command {}

  record SetManagementRoom() implements Command {}

  /// Show as the user's own what he writes in other clients of the messenger.
  ///
  /// @param more whether something followed, perhaps a token
  record LoginMatrix(boolean more) implements Command {}

  /// Show it by the bot.
  record LogoutMatrix() implements Command {}

  /// How that is.
  record PingMatrix() implements Command {}

  record Logins() implements Command {}

  /// A command that this version cannot do.
  record NotYet(CommandWord word) implements Command {}

  /// A known command with arguments that it does not take.
  record Wrong(CommandWord word) implements Command {}

  /// Something that may be a secret, and is at the wrong place.
  record Misplaced() implements Command {}

  /// No command.
  ///
  /// @param word what was typed, or empty where it may be a secret
  record Unknown(String word) implements Command {}

  /// Whether the message may hold a secret, and is to be taken away before anything else.
  default boolean mayHoldSecret() {
    return this instanceof LoginCode
        || this instanceof LoginToken
        || this instanceof Misplaced
        || (this instanceof LoginMatrix(var more) && more);
  }
}
