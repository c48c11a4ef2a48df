package chat.monarch.bridge.inbox;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.portal.GhostInvites;
import chat.monarch.bridge.user.EncryptedRooms;
import chat.monarch.bridge.user.Invitations;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import jakarta.enterprise.context.ApplicationScoped;

/// What happens in rooms that are no portals.
@ApplicationScoped
class ElsewhereEvents {
  private final Invitations invitations;
  private final GhostInvites ghostInvites;
  private final EncryptedRooms encryptedRooms;
  private final Homeserver homeserver;

  ElsewhereEvents(
      Invitations invitations,
      GhostInvites ghostInvites,
      EncryptedRooms encryptedRooms,
      Homeserver homeserver) {
    this.invitations = invitations;
    this.ghostInvites = ghostInvites;
    this.encryptedRooms = encryptedRooms;
    this.homeserver = homeserver;
  }

  void handle(MatrixEvent event) {
    switch (event) {
      case MatrixEvent.Member member -> handle(member);
      case MatrixEvent.Encrypted encrypted -> encryptedRooms.handle(encrypted);
      case MatrixEvent.Message _,
          MatrixEvent.Unbridgeable _,
          MatrixEvent.Reaction _,
          MatrixEvent.Redaction _,
          MatrixEvent.InvitationAnswer _,
          MatrixEvent.Tombstone _,
          MatrixEvent.Other _ -> {}
    }
  }

  private void handle(MatrixEvent.Member member) {
    var contact = homeserver.contactOf(member.target());
    if (contact.isEmpty()) {
      invitations.handle(member);
    } else if (member.membership() == Membership.INVITE) {
      ghostInvites.handle(member, contact.get());
    }
  }
}
