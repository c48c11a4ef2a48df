package chat.monarch.messenger.stanza;

/// The fixed words of what goes over the wire (B.14).
public final class Payloads {
  /// The only way to sign in (B.3).
  public static final String MECHANISM = "X-MESSENGER-OAUTH2";

  /// Binding of a resource.
  public static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

  /// The session of RFC 3921.
  public static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

  /// The roster.
  public static final String ROSTER = "jabber:iq:roster";

  /// XEP-0199.
  public static final String PING = "urn:xmpp:ping";

  /// XEP-0030.
  public static final String DISCO = "http://jabber.org/protocol/disco#info";

  /// XEP-0054.
  public static final String VCARD = "vcard-temp";

  /// XEP-0153.
  public static final String VCARD_UPDATE = "vcard-temp:x:update";

  /// XEP-0136.
  public static final String ARCHIVE = "urn:xmpp:archive";

  /// XEP-0203.
  public static final String DELAY = "urn:xmpp:delay";

  /// XEP-0172.
  public static final String NICK = "http://jabber.org/protocol/nick";

  /// XEP-0085.
  public static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";

  private Payloads() {}
}
