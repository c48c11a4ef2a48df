package chat.monarch.bridge.contact;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Addition;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import chat.monarch.store.KnownContact;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Adds contacts: the only thing that the service lets us do to a roster (B.6). Everything else,
/// such as another name, is kept here only (MOD-3).
@ApplicationScoped
public class Adding {
  private final Logins logins;
  private final ContactTable contacts;
  private final InvitationTable invitations;
  private final IncomingInvitations incoming;
  private final OutgoingInvitations outgoing;
  private final Names names;

  Adding(
      Logins logins,
      ContactTable contacts,
      InvitationTable invitations,
      IncomingInvitations incoming,
      OutgoingInvitations outgoing,
      Names names) {
    this.logins = logins;
    this.contacts = contacts;
    this.invitations = invitations;
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.names = names;
  }

  /// Adds somebody, and says what came of it. Blocks.
  ///
  /// @param name what the user wants to call him, or null
  /// @return a sentence for the user
  public String add(LoginId login, RemoteUserId contact, @Nullable String name) {
    if (contact.equals(login.account())) {
      return "That is your own account; Messenger does not let you add yourself.";
    }
    var known = contacts.find(login, contact);
    if (known.filter(KnownContact::isEstablished).isPresent()) {
      return names.withId(login, contact)
          + " is a contact of yours already."
          + called(login, contact, name);
    }
    var asks = invitations.find(login, contact, true).filter(row -> row.state().isOpen());
    if (asks.isPresent()) {
      return accept(asks.get()) + called(login, contact, name);
    }
    if (known.filter(KnownContact::asked).isPresent()) {
      return "Your invitation of "
          + names.withId(login, contact)
          + " is open already."
          + called(login, contact, name);
    }
    return invite(login, contact, name, known.isPresent());
  }

  private String accept(InvitationRow row) {
    var who = names.withId(row.login(), row.contact());
    return incoming.answer(row, true)
        ? who + " wanted to be a contact of yours; I have accepted the invitation."
        : who + " wanted to be a contact of yours; I accept it as soon as I am connected.";
  }

  private String invite(
      LoginId login, RemoteUserId contact, @Nullable String name, boolean listed) {
    outgoing.begin(login, contact);
    var result =
        logins
            .session(login)
            .map(session -> session.add(contact, name, listed))
            .orElseGet(() -> new Addition.NoAnswer("not signed in"));
    if (result instanceof Addition.Asked(var named)) {
      var called = named ? "" : called(login, contact, name);
      return "I have invited "
          + (named && name != null
              ? name + " (`" + contact.value() + "`)"
              : names.withId(login, contact))
          + " to be a contact of yours, and tell you when the invitation is answered."
          + called;
    }
    outgoing.withdraw(login, contact);
    return switch (result) {
      case Addition.Unknown _ -> "There is no Messenger account `" + contact.value() + "`.";
      case Addition.Refused(var why) ->
          "Messenger does not let you add `" + contact.value() + "`: " + why + ".";
      case Addition.NoAnswer(var why) ->
          "Messenger did not say whether it has your invitation: "
              + why
              + ". Please try again in a moment; to invite somebody twice does no harm.";
      case Addition.Asked _ -> throw new IllegalStateException("was asked");
    };
  }

  private String called(LoginId login, RemoteUserId contact, @Nullable String name) {
    if (name == null) {
      return "";
    }
    names.call(login, contact, name);
    return " Messenger cannot rename contacts, so the name “" + name + "” holds only here.";
  }
}
