package chat.monarch.messenger.session;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.stanza.CardReader;
import chat.monarch.messenger.stanza.Payloads;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import java.util.concurrent.Semaphore;

/// Asks for cards: two at a time, two a second (VC-6).
final class Cards {
  private final CardReader reader;
  private final Semaphore atATime = new Semaphore(2, true);
  private final Pace pace = new Pace(2);

  Cards(CardReader reader) {
    this.reader = reader;
  }

  /// Asks, and waits for its turn and for the answer.
  ContactCard ask(Connection connection, RemoteUserId contact) {
    try {
      atATime.acquire();
      try {
        pace.await();
        return call(connection, contact);
      } finally {
        atATime.release();
      }
    } catch (StreamFailure _) {
      return new ContactCard.Unanswered();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new ContactCard.Unanswered();
    }
  }

  private ContactCard call(Connection connection, RemoteUserId contact) throws StreamFailure {
    var to = contact.equals(connection.account()) ? null : contact.value();
    return switch (connection.calls().ask(to, SignIn.ANSWER, id -> StanzaWriter.card(id, to))) {
      case Answer.Refused _ -> new ContactCard.None();
      case Answer.Result(var iq) ->
          iq.child(Payloads.VCARD, "vCard")
              .<ContactCard>map(reader::read)
              .orElseGet(ContactCard.None::new);
    };
  }
}
