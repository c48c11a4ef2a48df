package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.RemoteUserId;
import java.util.function.Consumer;
import org.jivesoftware.smack.packet.EmptyResultIQ;
import org.jivesoftware.smack.packet.ErrorIQ;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IQ.IQChildElementXmlStringBuilder;
import org.jivesoftware.smack.packet.IqData;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.sasl.packet.SaslNonza;
import org.jivesoftware.smack.util.XmlStringBuilder;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.impl.JidCreate;

/// What we say, as it goes over the wire. Smack writes it, so nothing in it can break out of its
/// place.
public final class StanzaWriter {
  private static final String RSM = "http://jabber.org/protocol/rsm";

  /// What every chat state bears.
  static final String STATE_ID = "state";

  /// Nobody reads more words beside a name, and the service ends streams for large stanzas.
  private static final int STATUS_LENGTH = 255;

  private StanzaWriter() {}

  /// The token, as it stands, in place of a password (SASL-2).
  public static String auth(Secret token) {
    return new SaslNonza.AuthMechanism(Payloads.MECHANISM, token.value())
        .toXML(XmlEnvironment.EMPTY)
        .toString();
  }

  /// A chat message (B.8).
  ///
  /// @param withState whether it says that we know chat states (MSG-4)
  public static String message(OutgoingChat chat, boolean withState) {
    var message =
        StanzaBuilder.buildMessage(chat.id())
            .ofType(Message.Type.chat)
            .to(JidCreate.fromOrThrowUnchecked(chat.to().value()))
            .setBody(chat.body());
    if (withState) {
      message.addExtension(
          StandardExtensionElement.builder("active", Payloads.CHAT_STATES).build());
    }
    return xml(message.build());
  }

  /// A chat state alone: `composing` or `paused` (MSG-4). By its id an error is known as one that
  /// is of no concern.
  public static String chatState(RemoteUserId to, String state) {
    return new XmlStringBuilder()
        .halfOpenElement("message")
        .attribute("type", "chat")
        .attribute("id", STATE_ID)
        .attribute("to", to.value())
        .rightAngleBracket()
        .halfOpenElement(state)
        .xmlnsAttribute(Payloads.CHAT_STATES)
        .closeEmptyElement()
        .closeElement("message")
        .toString();
  }

  /// Presence for all contacts (PRS-1).
  public static String available() {
    return "<presence/>";
  }

  /// The end of presence (PRS-1).
  public static String unavailable() {
    return "<presence type='unavailable'/>";
  }

  /// Presence for all contacts, with what is said of it (PRS-1).
  public static String presence(Presence own) {
    if (own.isOffline()) {
      return unavailable();
    }
    var builder = StanzaBuilder.buildPresence();
    switch (own.availability()) {
      case AWAY -> builder.setMode(org.jivesoftware.smack.packet.Presence.Mode.away);
      case BUSY -> builder.setMode(org.jivesoftware.smack.packet.Presence.Mode.dnd);
      case ONLINE, OFFLINE -> {}
    }
    if (!own.text().isEmpty()) {
      builder.setStatus(CleanText.cut(CleanText.body(own.text()), STATUS_LENGTH));
    }
    return own.equals(Presence.ONLINE) ? available() : xml(builder.build());
  }

  /// Asks for a resource (B.4).
  public static String bind(String id, String resource) {
    return set(
        id, "bind", Payloads.BIND, xml -> xml.rightAngleBracket().element("resource", resource));
  }

  /// Asks for the session (BND-4).
  public static String session(String id) {
    return set(id, "session", Payloads.SESSION, IQChildElementXmlStringBuilder::setEmptyElement);
  }

  /// Asks for the roster (B.6).
  public static String roster(String id) {
    return get(id, null, "query", Payloads.ROSTER, IQChildElementXmlStringBuilder::setEmptyElement);
  }

  /// Puts somebody into the roster (B.6).
  ///
  /// @param name what he is to be called, or null
  public static String rosterSet(String id, String jid, @Nullable String name) {
    return set(
        id,
        "query",
        Payloads.ROSTER,
        xml -> {
          xml.rightAngleBracket();
          xml.halfOpenElement("item").attribute("jid", jid).optAttribute("name", name);
          xml.closeEmptyElement();
        });
  }

  /// Asks to see somebody's presence, or answers who asked us: `subscribe`, `subscribed` or
  /// `unsubscribed` (B.7).
  public static String subscription(String type, RemoteUserId to) {
    return new XmlStringBuilder()
        .halfOpenElement("presence")
        .attribute("type", type)
        .attribute("to", to.value())
        .closeEmptyElement()
        .toString();
  }

  /// Asks whose account an e-mail address is (GJ-1).
  ///
  /// @param from our own bare JID
  public static String getjid(String id, String from, String email, String namespace) {
    var head = head(id, email, IQ.Type.get).from(JidCreate.fromOrThrowUnchecked(from));
    return xml(
        new PayloadIq(head, "getjid", namespace, IQChildElementXmlStringBuilder::setEmptyElement));
  }

  /// Asks whether somebody is there (KA-1).
  public static String ping(String id, String domain) {
    return get(id, domain, "ping", Payloads.PING, IQChildElementXmlStringBuilder::setEmptyElement);
  }

  /// Asks what the service can (B.5).
  public static String disco(String id, String domain) {
    return get(
        id, domain, "query", Payloads.DISCO, IQChildElementXmlStringBuilder::setEmptyElement);
  }

  /// Asks for a card (B.9).
  ///
  /// @param to whose, or null for our own (VC-4)
  public static String card(String id, @Nullable String to) {
    return get(id, to, "vCard", Payloads.VCARD, IQChildElementXmlStringBuilder::setEmptyElement);
  }

  /// Asks which conversations with somebody are kept (ARC-10).
  public static String archiveList(String id, String with, int max) {
    return get(
        id,
        null,
        "list",
        Payloads.ARCHIVE,
        xml -> page(xml.attribute("with", with).rightAngleBracket(), max));
  }

  /// Asks for a kept conversation (ARC-11).
  ///
  /// @param start as the list gave it, letter for letter
  public static String archiveRetrieve(String id, String with, String start, int max) {
    return get(
        id,
        null,
        "retrieve",
        Payloads.ARCHIVE,
        xml ->
            page(xml.attribute("with", with).attribute("start", start).rightAngleBracket(), max));
  }

  /// An empty answer.
  public static String result(String id, @Nullable String to) {
    var result = new EmptyResultIQ();
    result.setStanzaId(id);
    if (to != null) {
      result.setTo(JidCreate.fromOrThrowUnchecked(to));
    }
    return xml(result);
  }

  /// Says what we are (KA-3).
  public static String discoResult(String id, @Nullable String to) {
    return xml(
        new PayloadIq(
            head(id, to, IQ.Type.result), "query", Payloads.DISCO, StanzaWriter::ourFeatures));
  }

  /// An answer that says no (IQ-2).
  public static String error(String id, @Nullable String to, StanzaError.Condition condition) {
    var error = StanzaError.getBuilder(condition).build();
    return xml(ErrorIQ.builder(error, head(id, to, IQ.Type.error)).build());
  }

  private static void ourFeatures(IQChildElementXmlStringBuilder xml) {
    xml.rightAngleBracket();
    xml.halfOpenElement("identity")
        .attribute("category", "client")
        .attribute("type", "bot")
        .closeEmptyElement();
    xml.halfOpenElement("feature").attribute("var", Payloads.DISCO).closeEmptyElement();
    xml.halfOpenElement("feature").attribute("var", Payloads.PING).closeEmptyElement();
  }

  private static void page(XmlStringBuilder xml, int max) {
    xml.halfOpenElement("set").xmlnsAttribute(RSM).rightAngleBracket();
    xml.element("max", Integer.toString(max));
    xml.closeElement("set");
  }

  private static String get(
      String id,
      @Nullable String to,
      String name,
      String namespace,
      Consumer<IQChildElementXmlStringBuilder> content) {
    return xml(new PayloadIq(head(id, to, IQ.Type.get), name, namespace, content));
  }

  private static String set(
      String id, String name, String namespace, Consumer<IQChildElementXmlStringBuilder> content) {
    return xml(new PayloadIq(head(id, null, IQ.Type.set), name, namespace, content));
  }

  private static IqData head(String id, @Nullable String to, IQ.Type type) {
    var head = StanzaBuilder.buildIqData(id).ofType(type);
    return to == null ? head : head.to(JidCreate.fromOrThrowUnchecked(to));
  }

  private static String xml(Stanza stanza) {
    return stanza.toXML(XmlEnvironment.EMPTY).toString();
  }
}
