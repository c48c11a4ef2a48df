package chat.monarch.sandbox.journal;

import chat.monarch.sandbox.wire.Element;
import java.time.Instant;

/// One stanza of an account.
///
/// @param sequence rises over all accounts, in the order in which things happened
/// @param account the CID
/// @param connection the number of the connection, or -1 for a contact without one (a native one)
/// @param stanza the stanza; tokens are replaced
public record StanzaRecord(
    long sequence,
    Instant at,
    String account,
    Direction direction,
    int connection,
    Element stanza) {

  /// Which way it went, seen from the account.
  public enum Direction {
    /// A client of the account sent it.
    SENT,
    /// It was written to a client of the account, or shown to the native one.
    DELIVERED
  }

  public boolean isSent() {
    return direction == Direction.SENT;
  }

  public boolean isDelivered() {
    return direction == Direction.DELIVERED;
  }

  /// The text of a message, or nothing.
  public String body() {
    return stanza
        .child(stanza.namespace(), "body")
        .filter(_ -> stanza.name().equals("message"))
        .map(Element::text)
        .orElse("");
  }
}
