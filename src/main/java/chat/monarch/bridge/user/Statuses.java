package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The status events of messages. Saying one twice gives one event; that a message waits is never
/// said after what became of it. Silent where `monarch.status.message-status-events` is off.
@ApplicationScoped
class Statuses {
  private static final Logger LOG = Logger.getLogger(Statuses.class);
  private static final Duration LOOK_TO_SAYING = Duration.ofMinutes(10);
  private static final int MOST = 100_000;
  private static final int TURNS = 64;

  private final Homeserver homeserver;
  private final StatusConfig config;

  /// Events of which it was, or is about to be, said what became of them.
  private final Cache<EventId, Boolean> decided =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LOOK_TO_SAYING).build();

  /// Rooms share these; one room always has the same.
  private final List<Lock> turns = Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

  Statuses(Homeserver homeserver, StatusConfig config) {
    this.homeserver = homeserver;
    this.config = config;
  }

  boolean areOn() {
    return config.messageStatusEvents();
  }

  /// From now on it is not said any more that the event waits.
  void decide(EventId event) {
    if (areOn()) {
      decided.put(event, true);
    }
  }

  /// @throws HomeserverException.Unavailable when it could not be said now
  void failed(ReceivedEvent event, Trouble trouble, String sentence) {
    decide(event.id());
    say(event.room(), new MessageStatus.Failed(event.id(), trouble, sentence), "failed");
  }

  /// @throws HomeserverException.Unavailable when it could not be said now
  void delivered(RoomId room, EventId event) {
    say(room, new MessageStatus.Delivered(event), "delivered");
  }

  /// @throws HomeserverException.Unavailable when it could not be said now
  void waiting(ReceivedEvent event) {
    var turn = turn(event.room());
    turn.lock();
    try {
      if (decided.getIfPresent(event.id()) == null) {
        say(event.room(), new MessageStatus.Waiting(event.id()), "waiting");
      }
    } finally {
      turn.unlock();
    }
  }

  private void say(RoomId room, MessageStatus status, String what) {
    if (!areOn()) {
      return;
    }
    var turn = turn(room);
    turn.lock();
    try {
      var once = TransactionId.answering(status.event(), "status-" + what);
      homeserver.bot().report(room, status, once);
    } catch (HomeserverException.Refused refusal) {
      LOG.debugf("No status for %s: %s", status.event().value(), refusal.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private Lock turn(RoomId room) {
    return turns.get(Math.floorMod(room.hashCode(), TURNS));
  }
}
