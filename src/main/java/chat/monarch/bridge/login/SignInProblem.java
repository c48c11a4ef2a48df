package chat.monarch.bridge.login;

import org.jspecify.annotations.Nullable;

/// Why a sign-in does not go on.
public sealed interface SignInProblem {
  /// What the user is told.
  String sentence();

  /// Nobody configured the service's consent page.
  record NotOffered() implements SignInProblem {
    @Override
    public String sentence() {
      return "Signing in with the browser is not set up on this bridge; only `login token"
          + " <access token>` works. Please ask the person who runs the bridge to set"
          + " `monarch.oauth.client-id`.";
    }
  }

  /// No such ticket was ever given, or long ago.
  record UnknownTicket() implements SignInProblem {
    @Override
    public String sentence() {
      return "This sign-in link is not known here. Send `login` to the bot to get a new one.";
    }
  }

  /// The ticket's time is over.
  record Expired() implements SignInProblem {
    @Override
    public String sentence() {
      return "This sign-in link has expired. Send `login` to the bot to get a new one.";
    }
  }

  /// The ticket served its sign-in.
  record Used() implements SignInProblem {
    @Override
    public String sentence() {
      return "This sign-in link was used already, and each serves one sign-in. Send `login` to the"
          + " bot to get a new one.";
    }
  }

  /// The user called the sign-in off.
  record Cancelled() implements SignInProblem {
    @Override
    public String sentence() {
      return "This sign-in was cancelled, so nothing was linked. Send `login` to the bot to get a"
          + " new link.";
    }
  }

  /// The browser that comes back is not the one in which the button was pressed.
  record OtherBrowser() implements SignInProblem {
    @Override
    public String sentence() {
      return "This is not the browser in which you started to sign in, so nothing was linked. Open"
          + " the link from the bot here, press the button, and go on in the same browser.";
    }
  }

  /// The user said no, or the consent page did.
  ///
  /// @param reason in a person's words; null where the user said no
  record Denied(@Nullable String reason) implements SignInProblem {
    @Override
    public String sentence() {
      return "You did not give your consent, so nothing was linked"
          + (reason == null ? "" : " (" + reason + ")")
          + ". If that was a mistake, send `login` to the bot.";
    }
  }

  /// That is no answer of a consent page.
  record Unreadable() implements SignInProblem {
    @Override
    public String sentence() {
      return "That is not what the consent page answers. Paste the whole address that the browser"
          + " shows after you have agreed, as `login code <address>`.";
    }
  }

  /// The answer belongs to nobody's sign-in, or to that of somebody else.
  record NotYours() implements SignInProblem {
    @Override
    public String sentence() {
      return "That address does not belong to a sign-in that you have begun. Type `login`, open the"
          + " link, and paste the address that this sign-in ends with.";
    }
  }

  /// The pasted address does not say to which sign-in it belongs.
  record WithoutState() implements SignInProblem {
    @Override
    public String sentence() {
      return "That address does not say to which sign-in it belongs: the part `state=…` is"
          + " missing. Copy the whole address from the browser and paste it as `login code"
          + " <address>`.";
    }
  }

  /// A code came, but the user has begun nothing.
  record NothingBegun() implements SignInProblem {
    @Override
    public String sentence() {
      return "You have not begun to sign in, or too long ago. Type `login` first and open the link.";
    }
  }

  /// The service does not take the code.
  ///
  /// @param reason in a person's words
  record CodeRefused(String reason) implements SignInProblem {
    @Override
    public String sentence() {
      return "Messenger did not accept the sign-in: " + reason + ". Send `login` to the bot again.";
    }
  }

  /// The token endpoint does not answer.
  ///
  /// @param reason in a person's words
  record ServiceAway(String reason) implements SignInProblem {
    @Override
    public String sentence() {
      return "Messenger's sign-in service cannot be reached for now: "
          + reason
          + ". Send `login` to the bot again in a few minutes.";
    }
  }

  /// The token endpoint refuses the bridge.
  ///
  /// @param reason for the operator
  record SetUpWrongly(String reason) implements SignInProblem {
    @Override
    public String sentence() {
      return "The bridge is set up wrongly, and Messenger refuses it: "
          + reason
          + ". Please tell the person who runs the bridge.";
    }
  }
}
