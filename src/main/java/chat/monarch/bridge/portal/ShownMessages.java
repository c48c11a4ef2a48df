package chat.monarch.bridge.portal;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.presence.ContactPresences;
import chat.monarch.domain.Portal;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Shows a message of the messenger in its portal's room, as said by the contact's ghost or by the
/// portal's owner.
@ApplicationScoped
class ShownMessages {
  private static final Logger LOG = Logger.getLogger(ShownMessages.class);

  /// The homeserver remembers for a day what it was asked before (decision 8).
  private static final Duration REMEMBERED = Duration.ofHours(20);

  private final OwnMessages own;
  private final Rooms rooms;
  private final Emoticons emoticons;
  private final Homeserver homeserver;
  private final ContactPresences presences;
  private final Clock clock;

  ShownMessages(
      OwnMessages own,
      Rooms rooms,
      Emoticons emoticons,
      Homeserver homeserver,
      ContactPresences presences,
      Clock clock) {
    this.own = own;
    this.rooms = rooms;
    this.emoticons = emoticons;
    this.homeserver = homeserver;
    this.presences = presences;
    this.clock = clock;
  }

  /// Shows a message. Showing it twice shows it once.
  ///
  /// @return the events that show it, in order
  /// @throws HomeserverException.Refused when it cannot be shown
  /// @throws HomeserverException.Unavailable when it is to be tried again later
  List<EventId> show(Portal portal, RoomId room, OutboxRow row) {
    var body = emoticons.shown(row.body());
    return row.own() ? own.show(portal, room, row, body) : showOrMend(portal, room, row, body);
  }

  /// A ghost that was sent away comes back; what still cannot be shown is given up.
  private List<EventId> showOrMend(Portal portal, RoomId room, OutboxRow row, String body) {
    var contact = portal.key().contact();
    var kind = kind(portal, row);
    try {
      return show(contact, room, row, body, kind);
    } catch (HomeserverException.Refused refusal) {
      if (!isBroughtIn(portal, room)) {
        throw refusal;
      }
      return show(contact, room, row, body, kind);
    }
  }

  /// History is notified to nobody (ARC-13), also where the owner is in the room already.
  private static Function<String, Content> kind(Portal portal, OutboxRow row) {
    return row.history() && portal.invited() ? Content.Notice::new : Content.Text::new;
  }

  private boolean isBroughtIn(Portal portal, RoomId room) {
    try {
      rooms.bringIn(portal, room);
      return true;
    } catch (HomeserverException.Refused failure) {
      LOG.infof("The ghost of portal %d stays out: %s", portal.id(), failure.getMessage());
      return false;
    }
  }

  private List<EventId> show(
      RemoteUserId contact,
      RoomId room,
      OutboxRow row,
      String body,
      Function<String, Content> kind) {
    var ghost = homeserver.ghost(contact);
    var saying = new Saying(room, row, shown(ghost, room, row));
    saying.say(ghost, homeserver.parts(body), kind);
    presences.acted(contact);
    return saying.events();
  }

  /// What the room shows already of a message that may have been sent long ago.
  private List<EventId> shown(Intent ghost, RoomId room, OutboxRow row) {
    return row.created().plus(REMEMBERED).isBefore(clock.instant())
        ? ghost.showing(room, row.remoteId())
        : List.of();
  }
}
