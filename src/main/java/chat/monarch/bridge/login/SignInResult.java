package chat.monarch.bridge.login;

import chat.monarch.domain.id.LoginId;

/// What became of a sign-in at the service.
public sealed interface SignInResult {
  /// What the user is told.
  String sentence();

  /// The account is linked and connected.
  ///
  /// @param who the account, for people
  /// @param contacts how many contacts it has
  record Linked(LoginId login, String who, int contacts) implements SignInResult {
    @Override
    public String sentence() {
      return "You are linked as "
          + who
          + ", with "
          + (contacts == 1 ? "1 contact" : contacts + " contacts")
          + ". Next: "
          + next()
          + " When somebody writes to you, the room comes by itself.";
    }

    private String next() {
      return switch (contacts) {
        case 0 -> "`add` with somebody's e-mail address or id invites to be a contact of yours.";
        case 1 -> "`contacts` shows it, and `start-chat` with its id opens a conversation.";
        default ->
            "`contacts` lists them, and `start-chat` with a contact's id opens a conversation.";
      };
    }
  }

  /// Somebody else linked that account before.
  record OtherOwner(LoginId login) implements SignInResult {
    @Override
    public String sentence() {
      return "The account "
          + login.value()
          + " belongs to another Matrix user of this bridge, so I did not link it. If that is you"
          + " too, use it from there, or ask the person who runs the bridge.";
    }
  }

  /// A login was to be signed in again, and it was another account that signed in (BND-3).
  record OtherAccount(LoginId expected, LoginId came) implements SignInResult {
    @Override
    public String sentence() {
      return "Another account signed in: "
          + came.value()
          + " in place of "
          + expected.value()
          + ". I left everything as it was. To link it as well, type `login`; to try again, `relogin "
          + expected.value()
          + "`.";
    }
  }

  /// The service did not let us in.
  ///
  /// @param reason in a person's words
  record Refused(String reason) implements SignInResult {
    @Override
    public String sentence() {
      return "Messenger did not let me in: " + reason + ". To try again, type `login`.";
    }
  }

  /// The user called it off, or began another.
  record Cancelled() implements SignInResult {
    @Override
    public String sentence() {
      return "The sign-in was cancelled.";
    }
  }
}
