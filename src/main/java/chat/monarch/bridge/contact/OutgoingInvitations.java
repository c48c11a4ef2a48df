package chat.monarch.bridge.contact;

import chat.monarch.bridge.login.Rosters;
import chat.monarch.bridge.port.Contact;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/// People whom the user asked to become contacts, here or elsewhere, and what they answered. The
/// service tells it by presence, by a push, or by the roster at the next sign-in, in any order
/// (ADD-5); the user is told once.
@ApplicationScoped
public class OutgoingInvitations {
  private final InvitationTable table;
  private final Rosters rosters;
  private final InvitationNotices notices;

  OutgoingInvitations(InvitationTable table, Rosters rosters, InvitationNotices notices) {
    this.table = table;
    this.rosters = rosters;
    this.notices = notices;
  }

  /// The user asks somebody, a moment from now.
  void begin(LoginId login, RemoteUserId contact) {
    table.begin(login, contact, false, null, null, InvitationState.OPEN, true);
  }

  /// It did not go out.
  void withdraw(LoginId login, RemoteUserId contact) {
    table.remove(login, contact, false);
  }

  /// The login is online, with the roster as it is now.
  public void online(LoginId login) {
    var invited =
        table.of(login).stream()
            .filter(row -> !row.incoming() && row.state().isOpen())
            .map(InvitationRow::contact)
            .collect(Collectors.toSet());
    rosters.of(login).stream()
        .filter(contact -> contact.asked() || invited.contains(contact.id()))
        .forEach(contact -> changed(login, contact));
  }

  /// The roster shows somebody like that.
  public void changed(LoginId login, Contact contact) {
    var row = table.find(login, contact.id(), false);
    var open = row.filter(each -> each.state().isOpen()).isPresent();
    if (contact.isEstablished()) {
      answered(login, contact.id(), true);
    } else if (contact.asked() && open) {
      row.ifPresent(each -> table.advance(each, InvitationState.LISTED, each.said()));
    } else if (contact.asked()) {
      table.begin(login, contact.id(), false, null, null, InvitationState.LISTED, true);
    } else if (row.filter(each -> each.state() == InvitationState.LISTED).isPresent()) {
      answered(login, contact.id(), false);
    }
  }

  /// Somebody answered.
  public void answered(LoginId login, RemoteUserId contact, boolean accepted) {
    var row = table.find(login, contact, false).filter(each -> each.state().isOpen());
    if (row.isPresent()) {
      var state = accepted ? InvitationState.ACCEPTED : InvitationState.DECLINED;
      table.advance(row.get(), state, false);
      table.find(login, contact, false).ifPresent(notices::say);
    }
  }
}
