package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client that is signed in and bound. Guarded by the monitor of [Directory].
final class Session {
  private final Account account;
  private final Jid jid;
  private final Outlet outlet;
  private @Nullable Element presence;
  private int pushes;

  /// What a session can do with its connection; both never wait.
  interface Outlet {
    /// Has the stanza written after all before it.
    void send(Element stanza);

    /// Ends the stream with that stream error.
    void end(Element streamError);

    /// Cuts the TCP connection.
    void cut();

    /// Neither reads nor writes any more, but leaves the TCP connection open.
    void freeze();

    /// Has bytes written as they are, whatever they are.
    void sendRaw(byte[] bytes);
  }

  Session(Account account, Jid jid, Outlet outlet) {
    this.account = account;
    this.jid = jid;
    this.outlet = outlet;
  }

  Account account() {
    return account;
  }

  /// The full JID.
  Jid jid() {
    return jid;
  }

  Outlet outlet() {
    return outlet;
  }

  void send(Element stanza) {
    outlet.send(stanza);
  }

  boolean isAvailable() {
    return presence != null;
  }

  /// The available presence that the client sent last, without addresses.
  Optional<Element> presence() {
    return Optional.ofNullable(presence);
  }

  void setPresence(@Nullable Element presence) {
    this.presence = presence;
  }

  /// An id for an iq of the service.
  String nextPushId() {
    return "push" + ++pushes;
  }
}
