package chat.monarch.messenger.session;

import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.MessengerConfig.Chatstates.Send;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.XmppStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What the contacts of one stream know of chat states, and what they are told (MSG-4, XEP-0085).
///
/// With `auto` a contact of whom nothing is known gets our messages with a state: that asks whether
/// he knows them. Who then writes without one gets none any more; who says one is told when the
/// user types. States are never kept, and none goes out that the pace would make wait.
final class ChatStates {
  private static final Logger LOG = Logger.getLogger(ChatStates.class);

  /// Of more contacts at a time nothing is known.
  private static final int MOST = 500;

  /// A contact's client may forget in the meantime who types.
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Send send;
  private final Pace pace;
  private final InstantSource clock;
  private final SequencedMap<RemoteUserId, Peer> peers = new LinkedHashMap<>();

  /// @param perSecond how many states may go out, 0 for no limit
  ChatStates(Send send, int perSecond, InstantSource clock) {
    this.send = send;
    this.pace = new Pace(perSecond);
    this.clock = clock;
  }

  private static final class Peer {
    private @Nullable Boolean knowsStates;
    private @Nullable Instant toldTyping;
  }

  /// A contact wrote, or said a state.
  ///
  /// @param withState whether there was a state in it
  synchronized void heard(RemoteUserId contact, boolean withState) {
    peer(contact).knowsStates = withState;
  }

  /// A message goes to a contact, which ends his seeing the user type.
  ///
  /// @return whether it is to bear a state
  synchronized boolean accompany(RemoteUserId contact) {
    var known = peers.get(contact);
    if (known != null) {
      known.toldTyping = null;
    }
    return switch (send) {
      case OFF -> false;
      case ON -> true;
      case AUTO -> known == null || !Boolean.FALSE.equals(known.knowsStates);
    };
  }

  /// The user types to a contact, or stopped. Never waits for a turn.
  void tell(XmppStream stream, RemoteUserId contact, boolean typing) {
    next(contact, typing)
        .ifPresent(
            state -> {
              try {
                stream.write(StanzaWriter.chatState(contact, state));
              } catch (StreamFailure end) {
                LOG.debugf("Not told: %s", end.getMessage());
              }
            });
  }

  /// The state that he is to be told now, if any.
  synchronized Optional<String> next(RemoteUserId contact, boolean typing) {
    var isAllowed =
        switch (send) {
          case OFF -> false;
          case ON -> true;
          case AUTO -> Boolean.TRUE.equals(peer(contact).knowsStates);
        };
    if (!isAllowed || !isNews(peer(contact), typing) || !pace.takeAtOnce()) {
      return Optional.empty();
    }
    peer(contact).toldTyping = typing ? clock.instant() : null;
    return Optional.of(typing ? "composing" : "paused");
  }

  private boolean isNews(Peer peer, boolean typing) {
    var told = peer.toldTyping;
    return typing ? told == null || !told.plus(AGAIN).isAfter(clock.instant()) : told != null;
  }

  private Peer peer(RemoteUserId contact) {
    if (peers.size() >= MOST && !peers.containsKey(contact)) {
      peers.pollFirstEntry();
    }
    return peers.computeIfAbsent(contact, _ -> new Peer());
  }
}
