package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Ns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Reads messages and presence (B.7, B.8). What is forged, strange or of no concern is nothing.
public final class StanzaReader {
  /// Messenger's own limit (INV-2).
  private static final int NICK_LENGTH = 129;

  private final String domain;
  private final InstantSource clock;

  /// @param domain the service's; nobody else writes to us
  public StanzaReader(String domain, InstantSource clock) {
    this.domain = domain;
    this.clock = clock;
  }

  /// Reads a top-level element.
  ///
  /// @param own our account: what it seems to say itself is nothing
  public Optional<RemoteEvent> read(Element stanza, RemoteUserId own) {
    var from =
        stanza
            .attribute("from")
            .flatMap(jid -> Jids.user(jid, domain))
            .filter(user -> !user.equals(own));
    if (from.isEmpty() || !stanza.namespace().equals(Ns.CLIENT)) {
      return Optional.empty();
    }
    return switch (stanza.localName()) {
      case "message" -> message(stanza, from.get());
      case "presence" -> presence(stanza, from.get());
      default -> Optional.empty();
    };
  }

  private Optional<RemoteEvent> message(Element stanza, RemoteUserId from) {
    return switch (stanza.attribute("type").orElse("normal")) {
      case "chat" -> chat(stanza, from);
      case "error" ->
          Optional.of(refusal(stanza, from))
              .filter(refusal -> !refusal.stanzaId().equals(StanzaWriter.STATE_ID))
              .map(RemoteEvent.Refused::new);
      default -> Optional.empty();
    };
  }

  private static Refusal refusal(Element stanza, RemoteUserId from) {
    return new Refusal(
        from,
        stanza.attribute("id").orElse(""),
        StanzaErrors.condition(stanza),
        StanzaErrors.isPassing(stanza));
  }

  private Optional<RemoteEvent> chat(Element stanza, RemoteUserId from) {
    var state =
        stanza.children().stream()
            .filter(child -> child.namespace().equals(Payloads.CHAT_STATES))
            .findFirst();
    var body = stanza.child(Ns.CLIENT, "body").map(Element::text).filter(text -> !text.isEmpty());
    var delay =
        stanza.children().stream()
            .filter(child -> child.is(Payloads.DELAY, "delay") && isTrusted(child, from))
            .findFirst();
    if (body.isPresent()) {
      var at = delay.flatMap(this::stamp).orElseGet(clock::instant);
      var chat = new IncomingChat(from, body.get(), at, delay.isPresent());
      return Optional.of(new RemoteEvent.Chat(chat, state.isPresent()));
    }
    return state.map(
        said -> new RemoteEvent.Typing(from, said.is(Payloads.CHAT_STATES, "composing")));
  }

  /// A stamp of anybody else may be forged (MSG-5).
  private boolean isTrusted(Element delay, RemoteUserId sender) {
    var from = delay.attribute("from");
    return from.isEmpty()
        || Jids.sameBare(from.get(), domain)
        || Jids.sameBare(from.get(), sender.value());
  }

  private Optional<Instant> stamp(Element delay) {
    return delay
        .attribute("stamp")
        .flatMap(Times::read)
        .filter(stamp -> stamp.isBefore(clock.instant()));
  }

  /// How somebody is, or that he asks to become a contact, or what became of our asking (INV-1,
  /// ADD-4).
  private static Optional<RemoteEvent> presence(Element stanza, RemoteUserId from) {
    return switch (stanza.attribute("type").orElse("")) {
      case "subscribe" -> Optional.of(new RemoteEvent.Invited(invitation(stanza, from)));
      case "subscribed" -> Optional.of(new RemoteEvent.Answered(from, true));
      case "unsubscribed" -> Optional.of(new RemoteEvent.Answered(from, false));
      default -> PresenceReader.read(stanza, from);
    };
  }

  private static Invitation invitation(Element stanza, RemoteUserId from) {
    return new Invitation(
        from,
        stanza
            .child(Payloads.NICK, "nick")
            .map(nick -> CleanText.name(nick.text(), NICK_LENGTH))
            .orElse(null),
        stanza
            .child(Ns.CLIENT, "status")
            .map(status -> CleanText.name(status.text()))
            .orElse(null));
  }
}
