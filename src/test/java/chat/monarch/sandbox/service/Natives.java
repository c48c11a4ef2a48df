package chat.monarch.sandbox.service;

import chat.monarch.sandbox.journal.StanzaLog;
import chat.monarch.sandbox.journal.StanzaRecord.Direction;
import chat.monarch.sandbox.wire.Element;

/// The native clients: people who use no XMPP, and whose screens are the stanza log.
final class Natives {
  private static final int NO_CONNECTION = -1;

  private final StanzaLog log;

  Natives(StanzaLog log) {
    this.log = log;
  }

  /// Shows a stanza to the native client of that account, if it is signed in; says whether it is.
  boolean show(Account account, Element stanza) {
    if (!account.nativePresence().isSignedIn()) {
      return false;
    }
    log.add(account.cid(), Direction.DELIVERED, NO_CONNECTION, stanza);
    return true;
  }

  /// Remembers what the native client of that account did, as if it were a stanza.
  void did(Account account, Element stanza) {
    log.add(account.cid(), Direction.SENT, NO_CONNECTION, stanza);
  }
}
