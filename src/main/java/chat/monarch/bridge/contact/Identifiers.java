package chat.monarch.bridge.contact;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Lookup;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.domain.id.LoginId;
import jakarta.enterprise.context.ApplicationScoped;

/// Whom people mean by what they type: ids as they are, e-mail addresses by asking the service
/// (B.11).
@ApplicationScoped
public class Identifiers {
  private final Messenger messenger;
  private final Logins logins;

  Identifiers(Messenger messenger, Logins logins) {
    this.messenger = messenger;
    this.logins = logins;
  }

  /// Whether somebody could be meant at all.
  public boolean isIdentifier(String typed) {
    return messenger.readAccount(typed) != null || messenger.readEmail(typed) != null;
  }

  /// Whom the text means. Blocks while the service is asked.
  ///
  /// @param login by whose connection
  public Identified identify(LoginId login, String typed) {
    var account = messenger.readAccount(typed);
    if (account != null) {
      return new Identified.Account(account);
    }
    var email = messenger.readEmail(typed);
    return email == null
        ? new Identified.Nobody(
            "That is neither an e-mail address nor an id of Messenger, as `contacts` shows them.")
        : lookUp(login, email);
  }

  private Identified lookUp(LoginId login, String email) {
    var answer =
        logins
            .session(login)
            .map(session -> session.lookUp(email))
            .orElseGet(() -> new Lookup.NoAnswer("not signed in"));
    return switch (answer) {
      case Lookup.Found(var account) -> new Identified.Account(account);
      case Lookup.Unknown _ ->
          new Identified.Nobody("There is no Messenger account with the address " + email + ".");
      case Lookup.NotOffered _ ->
          new Identified.Nobody(
              "This Messenger service does not tell whose an e-mail address is. Ask "
                  + email
                  + " for the id, and type that in place of the address.");
      case Lookup.NoAnswer(var reason) ->
          new Identified.Nobody(
              "Messenger did not say whose account "
                  + email
                  + " is: "
                  + reason
                  + ". Please try again in a moment.");
    };
  }
}
