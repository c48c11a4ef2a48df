package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.bridge.user.Notices;
import chat.monarch.domain.Portal;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;

/// What happens in a portal's room beside the messages of its owner.
@ApplicationScoped
public class PortalEvents {
  private final Logins logins;
  private final Portals portals;
  private final Notices notices;
  private final Unbridged unbridged;
  private final Strangers strangers;
  private final MessageRequests requests;

  PortalEvents(
      Logins logins,
      Portals portals,
      Notices notices,
      Unbridged unbridged,
      Strangers strangers,
      MessageRequests requests) {
    this.logins = logins;
    this.portals = portals;
    this.notices = notices;
    this.unbridged = unbridged;
    this.strangers = strangers;
    this.requests = requests;
  }

  /// Whether the user speaks through the portal.
  public boolean isOwner(Portal portal, MatrixUserId user) {
    return logins.owner(portal.key().login()).filter(user::equals).isPresent();
  }

  /// Does what the event asks for, which is mostly nothing.
  public void handle(Portal portal, ReceivedEvent received, MatrixEvent event) {
    switch (event) {
      case MatrixEvent.Message message -> strangers.tell(portal, message);
      case MatrixEvent.Unbridgeable(_, _, var sender, var what) -> {
        if (isOwner(portal, sender)) {
          unbridged.kind(received, what);
        }
      }
      case MatrixEvent.Reaction(_, _, var sender, var to) -> {
        if (isOwner(portal, sender)) {
          unbridged.reaction(received, to);
        }
      }
      case MatrixEvent.Redaction(_, _, var sender, var of) -> {
        if (isOwner(portal, sender)) {
          unbridged.redaction(portal, received, of);
        }
      }
      case MatrixEvent.Encrypted(_, _, var sender) -> {
        if (isOwner(portal, sender)) {
          notices.notDelivered(
              received,
              Trouble.ENCRYPTED,
              "it is encrypted, and the bridge cannot read encrypted messages yet");
        }
      }
      case MatrixEvent.InvitationAnswer answer -> {
        if (isOwner(portal, answer.sender())) {
          requests.answer(portal, answer);
        }
      }
      case MatrixEvent.Member member -> follow(portal, member);
      case MatrixEvent.Tombstone _, MatrixEvent.Other _ -> {}
    }
  }

  private void follow(Portal portal, MatrixEvent.Member member) {
    if (isOwner(portal, member.target())) {
      switch (member.membership()) {
        case LEAVE, BAN -> portals.ownerLeft(portal, true);
        case JOIN -> portals.ownerLeft(portal, false);
        case INVITE, KNOCK -> {}
      }
    }
  }
}
