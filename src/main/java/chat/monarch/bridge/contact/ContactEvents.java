package chat.monarch.bridge.contact;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;

/// What the service says of contacts and of who wants to be one, and who is to know it.
@ApplicationScoped
public class ContactEvents {
  private final IncomingInvitations incoming;
  private final OutgoingInvitations outgoing;

  ContactEvents(IncomingInvitations incoming, OutgoingInvitations outgoing) {
    this.incoming = incoming;
    this.outgoing = outgoing;
  }

  /// A login is online; its roster is kept.
  public void online(LoginId login) {
    outgoing.online(login);
    incoming.online(login);
  }

  /// The roster shows somebody like that.
  public void changed(LoginId login, Contact contact) {
    if (contact.isEstablished()) {
      incoming.established(login, contact.id());
    }
    outgoing.changed(login, contact);
  }

  /// Somebody asks to become a contact.
  public void invited(LoginId login, Invitation invitation) {
    incoming.invited(login, invitation);
  }

  /// Somebody answered who was asked.
  public void answered(LoginId login, RemoteUserId contact, boolean accepted) {
    outgoing.answered(login, contact, accepted);
  }
}
