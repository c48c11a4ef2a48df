package chat.monarch.messenger.transport;

/// The namespaces of the stream itself (B.14).
public final class Ns {
  /// Stanzas.
  public static final String CLIENT = "jabber:client";

  /// The stream element, its features and its errors.
  public static final String STREAM = "http://etherx.jabber.org/streams";

  /// Conditions of stream errors.
  public static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";

  /// Conditions of stanza errors.
  public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

  /// STARTTLS.
  public static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

  /// SASL.
  public static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";

  /// Binding of a resource.
  public static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

  /// The session of RFC 3921.
  public static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

  private Ns() {}
}
