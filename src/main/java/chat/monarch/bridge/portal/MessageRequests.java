package chat.monarch.bridge.portal;

import chat.monarch.bridge.contact.InvitationAnswers;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.Portal;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.TransactionId;
import jakarta.enterprise.context.ApplicationScoped;

/// Portals whose contacts ask to become contacts, as clients show them that know
/// `com.beeper.message_request`: their owners answer in the room itself.
@ApplicationScoped
class MessageRequests {
  private final InvitationAnswers answers;
  private final Homeserver homeserver;

  MessageRequests(InvitationAnswers answers, Homeserver homeserver) {
    this.answers = answers;
    this.homeserver = homeserver;
  }

  /// The owner answers; he is told in the room what came of it. Done twice it answers once.
  ///
  /// @throws HomeserverException when he could not be told
  void answer(Portal portal, MatrixEvent.InvitationAnswer event) {
    var key = portal.key();
    var said = answers.answer(key.login(), key.contact(), event.accept());
    var once = TransactionId.answering(event.id(), "request");
    homeserver.bot().send(event.room(), OutgoingEvent.reply(said, event.id()), once);
  }
}
