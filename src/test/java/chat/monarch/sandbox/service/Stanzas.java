package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.sandbox.wire.StreamFault;
import org.jspecify.annotations.Nullable;

/// Takes the stanzas of signed-in clients and gives each to whom it is for.
final class Stanzas {
  private final Directory directory;
  private final Faults faults;
  private final Replies replies;
  private final Presences presences;
  private final Contacts contacts;
  private final Messages messages;
  private final Requests requests;

  Stanzas(
      Directory directory,
      Faults faults,
      Presences presences,
      Contacts contacts,
      Messages messages,
      Requests requests) {
    this.directory = directory;
    this.faults = faults;
    this.replies = new Replies(directory.domain());
    this.presences = presences;
    this.contacts = contacts;
    this.messages = messages;
    this.requests = requests;
  }

  /// @throws StreamFault if the stanza is none, or speaks for somebody else
  void handle(Session session, Element stanza) throws StreamFault {
    checkSender(session, stanza);
    synchronized (directory) {
      try {
        var failure = faults.takeFailure(kind(stanza)).orElse(null);
        if (failure == null) {
          dispatch(session, stanza);
        } else if (!failure.equals(Faults.SILENCE)) {
          throw StanzaFault.of(failure);
        }
      } catch (StanzaFault fault) {
        session.send(replies.error(session, stanza, fault));
      }
    }
  }

  /// As [Faults#failNext] names it.
  private static String kind(Element stanza) {
    var isRequest =
        stanza.name().equals("iq") && stanza.attribute("type").filter("result"::equals).isEmpty();
    return isRequest && !stanza.children().isEmpty()
        ? stanza.children().getFirst().namespace()
        : stanza.name();
  }

  /// RFC 6120 8.1.2.1: a client speaks as itself only.
  private static void checkSender(Session session, Element stanza) throws StreamFault {
    var from = stanza.attribute("from").orElse(null);
    if (from == null) {
      return;
    }
    var sender = Jid.parse(from).orElseThrow(() -> new StreamFault("invalid-from"));
    var ours = sender.isBare() ? sender.sameBare(session.jid()) : sender.equals(session.jid());
    if (!ours) {
      throw new StreamFault("invalid-from");
    }
  }

  private void dispatch(Session session, Element stanza) throws StanzaFault, StreamFault {
    if (!stanza.namespace().equals(Ns.CLIENT)) {
      throw new StreamFault("unsupported-stanza-type");
    }
    switch (stanza.name()) {
      case "iq" -> iq(session, stanza);
      case "presence" -> presence(session, stanza);
      case "message" -> messages.fromClient(session, stanza, addressee(stanza));
      default -> throw new StreamFault("unsupported-stanza-type");
    }
  }

  private void iq(Session session, Element iq) throws StanzaFault {
    var type = iq.attribute("type").orElse("");
    switch (type) {
      case "get", "set" -> request(session, iq);
      // The service asks nothing whose answer it needs.
      case "result", "error" -> {}
      default -> throw StanzaFault.of("modify/bad-request");
    }
  }

  private void request(Session session, Element iq) throws StanzaFault {
    var to = addressee(iq);
    if (iq.attribute("id").isEmpty() || iq.children().size() != 1) {
      throw StanzaFault.of("modify/bad-request");
    }
    var request = new Request(session, iq, iq.children().getFirst(), to);
    requests.answer(request).ifPresent(session::send);
  }

  private void presence(Session session, Element presence) throws StanzaFault {
    var to = addressee(presence);
    switch (presence.attribute("type").orElse("")) {
      case "", "unavailable" -> {
        // PRS-7: directed presence is ignored.
        if (to == null) {
          presences.fromClient(session, presence);
        }
      }
      case "subscribe" -> contacts.invite(session, presence, required(to));
      case "subscribed" -> contacts.accept(session.account(), required(to));
      case "unsubscribed" -> contacts.decline(session.account(), required(to));
      // MOD-2, PRS-6, PRS-4: none of these is answered.
      case "unsubscribe", "probe", "error", "invisible" -> {}
      default -> throw StanzaFault.of("modify/bad-request");
    }
  }

  private static Jid required(@Nullable Jid to) throws StanzaFault {
    if (to == null) {
      throw StanzaFault.of("modify/bad-request");
    }
    return to;
  }

  private static @Nullable Jid addressee(Element stanza) throws StanzaFault {
    var to = stanza.attribute("to").orElse(null);
    if (to == null) {
      return null;
    }
    return Jid.parse(to).orElseThrow(() -> StanzaFault.of("modify/jid-malformed"));
  }
}
