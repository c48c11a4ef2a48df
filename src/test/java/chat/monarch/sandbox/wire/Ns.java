package chat.monarch.sandbox.wire;

/// The namespaces of the Messenger service (contract B.14).
public final class Ns {
  public static final String CLIENT = "jabber:client";
  public static final String STREAM = "http://etherx.jabber.org/streams";
  public static final String STREAM_ERROR = "urn:ietf:params:xml:ns:xmpp-streams";
  public static final String STANZA_ERROR = "urn:ietf:params:xml:ns:xmpp-stanzas";
  public static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
  public static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
  public static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
  public static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";
  public static final String ROSTER = "jabber:iq:roster";
  public static final String VCARD = "vcard-temp";
  public static final String VCARD_UPDATE = "vcard-temp:x:update";
  public static final String NICK = "http://jabber.org/protocol/nick";
  public static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
  public static final String DELAY = "urn:xmpp:delay";
  public static final String ARCHIVE = "urn:xmpp:archive";
  public static final String RSM = "http://jabber.org/protocol/rsm";
  public static final String JID_LOOKUP = "http://messenger.live.com/xmpp/jidlookup";
  public static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
  public static final String DISCO_ITEMS = "http://jabber.org/protocol/disco#items";
  public static final String PING = "urn:xmpp:ping";

  private Ns() {}
}
