package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.user.DoublePuppets;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// History comes into a room before its owner. Where part of it is said as himself he must be there
/// already: then nothing of it is notified, and all of it is read when it ends.
@ApplicationScoped
class QuietImports {
  private static final Logger LOG = Logger.getLogger(QuietImports.class);

  private final Logins logins;
  private final OwnMessages own;
  private final DoublePuppets puppets;
  private final Homeserver homeserver;

  QuietImports(Logins logins, OwnMessages own, DoublePuppets puppets, Homeserver homeserver) {
    this.logins = logins;
    this.own = own;
    this.puppets = puppets;
    this.homeserver = homeserver;
  }

  /// Brings the owner into a new room, if he is to say some of its history himself. May be done
  /// again.
  void begin(Portal portal, RoomId room, List<OutboxRow> history) {
    if (!portal.invited() && history.stream().anyMatch(OutboxRow::own)) {
      own.puppet(portal).ifPresent(puppet -> bringIn(puppet, room));
    }
  }

  /// Nothing of this is needed where it is refused: the history is shown all the same.
  private void bringIn(Intent puppet, RoomId room) {
    try {
      puppet.setQuiet(room, true);
      homeserver.bot().invite(room, puppet.user(), true);
      puppet.join(room);
    } catch (HomeserverException.Refused refusal) {
      if (puppets.isAllowed(puppet)) {
        LOG.infof(
            "%s is not in %s for its history: %s",
            puppet.user().value(), room.value(), refusal.getMessage());
      }
    }
  }

  /// The history of a new room is complete. Whether there was any, a bridge that was killed
  /// meanwhile does not know.
  ///
  /// @param last its last event, if known
  void end(Portal portal, RoomId room, @Nullable EventId last) {
    if (!portal.invited()) {
      logins
          .owner(portal.key().login())
          .flatMap(homeserver::puppet)
          .ifPresent(puppet -> letSpeak(puppet, room, last));
    }
  }

  private static void letSpeak(Intent puppet, RoomId room, @Nullable EventId last) {
    try {
      puppet.setQuiet(room, false);
      if (last != null) {
        puppet.markRead(room, last);
      }
    } catch (HomeserverException.Refused refusal) {
      LOG.debugf(
          "%s did not read the history of %s: %s",
          puppet.user().value(), room.value(), refusal.getMessage());
    }
  }
}
