package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.ContactTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Somebody invites a ghost: he gets the conversation's own room, and the ghost says where it is.
/// The room that he made may be encrypted (decision 21), and what he wrote there before the ghost
/// came is not pushed to us, so it cannot become the portal.
@ApplicationScoped
public class GhostInvites {
  private final Logins logins;
  private final ContactTable contacts;
  private final Portals portals;
  private final Homeserver homeserver;

  GhostInvites(Logins logins, ContactTable contacts, Portals portals, Homeserver homeserver) {
    this.logins = logins;
    this.contacts = contacts;
    this.portals = portals;
    this.homeserver = homeserver;
  }

  /// Answers an invite of a ghost.
  public void handle(MatrixEvent.Member invite, RemoteUserId contact) {
    var ghost = homeserver.ghost(contact);
    ghost.ensureRegistered();
    var login = loginFor(invite, contact);
    if (login.isEmpty()) {
      ghost.leave(invite.room(), "You have no Messenger account with this contact; ask the bot.");
      return;
    }
    var room = portals.open(new PortalKey(login.get(), contact));
    ghost.join(invite.room());
    say(ghost, invite, room);
    ghost.leave(invite.room(), "The conversation is in its own room.");
  }

  /// The inviter's login that has the contact.
  private Optional<LoginId> loginFor(MatrixEvent.Member invite, RemoteUserId contact) {
    return logins.loginsOf(invite.sender()).stream()
        .map(Login::id)
        .filter(login -> contacts.find(login, contact).isPresent())
        .findFirst();
  }

  private void say(Intent ghost, MatrixEvent.Member invite, RoomId room) {
    var where =
        homeserver.bot().members(room).get(invite.sender()) == Membership.JOIN
            ? "Our conversation is in another, where you are already"
            : "You are invited to our conversation";
    var text =
        "I cannot be reached in this room. "
            + where
            + ": please write there. "
            + room.link(homeserver.domain());
    ghost.send(
        invite.room(), OutgoingEvent.notice(text), TransactionId.answering(invite.id(), "moved"));
  }
}
