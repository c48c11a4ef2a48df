package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Presence;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.XmppStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What contacts see of the account: said at the beginning of each stream, and when it changes
/// (PRS-1).
final class OwnPresence {
  private static final Logger LOG = Logger.getLogger(OwnPresence.class);

  private Presence wanted = Presence.ONLINE;
  private @Nullable XmppStream told;

  /// From now on the account is seen so.
  synchronized void set(Presence presence) {
    if (presence.equals(wanted)) {
      return;
    }
    wanted = presence;
    if (told != null) {
      try {
        told.write(StanzaWriter.presence(presence));
      } catch (StreamFailure end) {
        LOG.debugf("Presence is said on the next stream: %s", end.getMessage());
      }
    }
  }

  /// Says the first presence of a stream. Who wants to be seen as offline is available for that
  /// moment: else what others wrote to him would not be delivered (MSG-5).
  synchronized void announce(XmppStream stream) throws StreamFailure {
    stream.write(wanted.isOffline() ? StanzaWriter.available() : StanzaWriter.presence(wanted));
    if (wanted.isOffline()) {
      stream.write(StanzaWriter.unavailable());
    }
    told = stream;
  }

  /// The stream is at its end.
  synchronized void ended() {
    told = null;
  }
}
