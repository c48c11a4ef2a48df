package chat.monarch.messenger.session;

import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.stanza.Jids;
import chat.monarch.messenger.stanza.RemoteEvent;
import chat.monarch.messenger.stanza.StanzaReader;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Incoming;
import chat.monarch.messenger.transport.Ns;
import chat.monarch.messenger.transport.StreamFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Tells the bridge what a session brings, in order; chats that came together are told together.
final class Listening {
  private static final Logger LOG = Logger.getLogger(Listening.class);

  private final Connection connection;
  private final StanzaReader reader;
  private final Requests requests;
  private final SessionEvents events;
  private final List<IncomingChat> chats = new ArrayList<>();
  private final Places places = new Places();
  private final ChatStates states;
  private final Map<RemoteUserId, String> photos = new HashMap<>();

  Listening(Connection connection, StanzaReader reader, SessionEvents events, ChatStates states) {
    this.connection = connection;
    this.reader = reader;
    this.requests = new Requests(connection, events);
    this.events = events;
    this.states = states;
  }

  /// Listens until the stream has ended and everything it brought was told.
  ///
  /// @throws StreamFailure always, with the reason of the end
  void listen() throws StreamFailure {
    while (true) {
      for (var incoming : connection.stream().takeAll()) {
        switch (incoming) {
          case Incoming.Whole(var element, _) -> hear(element);
          case Incoming.TooLarge(var head) -> drop(head);
          case Incoming.Opened _ -> {}
        }
      }
      tellChats();
    }
  }

  private void hear(Element element) {
    if (element.is(Ns.CLIENT, "iq")) {
      tellChats();
      if (Calls.isAnswer(element)) {
        connection.calls().answer(element);
      } else {
        answer(element);
      }
      return;
    }
    var event = reader.read(element, connection.account());
    if (event.isPresent()) {
      tell(event.get());
    }
  }

  /// A stream that has ended takes no answers, but what it brought before is told all the same.
  private void answer(Element iq) {
    try {
      requests.answer(iq);
    } catch (StreamFailure end) {
      LOG.debugf("Not answered: %s", end.getMessage());
    }
  }

  private void tell(RemoteEvent event) {
    switch (event) {
      case RemoteEvent.Chat(var chat, var withState) -> {
        chats.add(chat);
        if (!chat.delayed()) {
          states.heard(chat.from(), withState);
        }
      }
      case RemoteEvent.Typing(var contact, var typing) -> {
        tellChats();
        states.heard(contact, true);
        events.typing(contact, typing);
      }
      case RemoteEvent.Refused(var refusal) -> {
        tellChats();
        events.refused(refusal);
      }
      case RemoteEvent.Invited(var invitation) -> {
        tellChats();
        events.invited(invitation);
      }
      case RemoteEvent.Answered(var contact, var accepted) -> {
        tellChats();
        events.invitationAnswered(contact, accepted);
      }
      case RemoteEvent.Present present -> tell(present);
    }
  }

  private void tell(RemoteEvent.Present present) {
    var contact = present.contact();
    var hash = present.photoHash();
    if (hash != null && !hash.equals(photos.put(contact, hash))) {
      tellChats();
      events.photo(contact, hash);
    }
    places.take(present).ifPresent(now -> events.presence(contact, now));
  }

  private void drop(Element head) {
    tellChats();
    if (Calls.isAnswer(head)) {
      connection.calls().answer(head);
      return;
    }
    var from = head.attribute("from").flatMap(Jids::user).map(RemoteUserId::value);
    events.dropped(
        (head.localName().equals("message") ? "A message" : "Something")
            + " from "
            + from.orElse("the service")
            + " was larger than the bridge reads, and was dropped.");
  }

  private void tellChats() {
    if (!chats.isEmpty()) {
      events.received(List.copyOf(chats));
      chats.clear();
    }
  }
}
