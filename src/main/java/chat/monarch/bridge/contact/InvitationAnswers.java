package chat.monarch.bridge.contact;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import jakarta.enterprise.context.ApplicationScoped;

/// What users answer to those who ask to become contacts, by whatever way, and what they are told
/// then.
@ApplicationScoped
public class InvitationAnswers {
  private final InvitationTable table;
  private final IncomingInvitations incoming;
  private final Names names;

  InvitationAnswers(InvitationTable table, IncomingInvitations incoming, Names names) {
    this.table = table;
    this.incoming = incoming;
    this.names = names;
  }

  /// Answers somebody, if he waits for it, and says what came of it. Blocks.
  ///
  /// @return a sentence for the user
  public String answer(LoginId login, RemoteUserId contact, boolean accept) {
    var row = table.find(login, contact, true);
    return row.filter(InvitationRow::isAsking)
        .map(asking -> answer(asking, accept))
        .or(() -> row.map(this::settled))
        .orElseGet(
            () ->
                names.withId(login, contact)
                    + " has not invited you: there is nothing to accept or decline.");
  }

  /// Answers an open invitation, and says what came of it. Blocks.
  ///
  /// @return a sentence for the user
  public String answer(InvitationRow row, boolean accept) {
    if (!incoming.answer(row, accept)) {
      return "I am not connected to Messenger now, and "
          + (accept ? "accept" : "decline")
          + " the invitation as soon as I am.";
    }
    return "I have " + (accept ? "accepted" : "declined") + " the invitation of " + who(row) + ".";
  }

  private String settled(InvitationRow row) {
    var how =
        switch (row.state()) {
          case DECLINING, DECLINED -> "declined";
          case ACCEPTING, ANSWERED, ACCEPTED -> "accepted";
          case OPEN, LISTED -> throw new IllegalStateException("is open");
        };
    return "The invitation of " + who(row) + " is " + how + " already.";
  }

  private String who(InvitationRow row) {
    return names.withId(row.login(), row.contact());
  }
}
