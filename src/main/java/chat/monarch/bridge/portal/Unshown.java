package chat.monarch.bridge.portal;

import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.bridge.user.StatusConfig;
import chat.monarch.bridge.work.MessageCounts;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.GhostTable;
import chat.monarch.store.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/// Tells a portal's owner of messages that the homeserver does not take: in the room, or in his
/// management room where the room takes nothing at all. What they say is not repeated there. Silent
/// where `monarch.status.error-notices` is off.
@ApplicationScoped
class Unshown {
  private static final Logger LOG = Logger.getLogger(Unshown.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Logins logins;
  private final GhostTable ghosts;
  private final ManagementRooms managementRooms;
  private final Homeserver homeserver;
  private final StatusConfig config;
  private final MessageCounts counts;

  Unshown(
      Logins logins,
      GhostTable ghosts,
      ManagementRooms managementRooms,
      Homeserver homeserver,
      StatusConfig config,
      MessageCounts counts) {
    this.logins = logins;
    this.ghosts = ghosts;
    this.managementRooms = managementRooms;
    this.homeserver = homeserver;
    this.config = config;
    this.counts = counts;
  }

  /// Says that a message cannot be shown. Saying it twice gives one notice.
  ///
  /// @return the reason that was given
  /// @throws HomeserverException.Unavailable when nobody could be told now
  String tell(Portal portal, RoomId room, OutboxRow row, HomeserverException.Refused refusal) {
    var reason =
        "the homeserver refused it (%d %s)".formatted(refusal.status(), refusal.code()).strip();
    if (config.errorNotices()) {
      say(portal, room, OutgoingEvent.notice(sentence(portal, row, reason)), row);
    }
    counts.failedToMatrix();
    return reason;
  }

  private void say(Portal portal, RoomId room, OutgoingEvent notice, OutboxRow row) {
    var once = new TransactionId("unshown." + row.remoteId());
    try {
      homeserver.bot().send(room, notice, once);
    } catch (HomeserverException.Refused _) {
      tellElsewhere(portal, notice, once);
    }
  }

  private void tellElsewhere(Portal portal, OutgoingEvent notice, TransactionId once) {
    try {
      logins
          .owner(portal.key().login())
          .ifPresent(owner -> managementRooms.say(owner, notice, once));
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf(
          "The owner of portal %d cannot be told of a message: %s",
          portal.id(), refusal.getMessage());
    }
  }

  private String sentence(Portal portal, OutboxRow row, String reason) {
    return "⚠ A message %s of %s could not be shown: %s. %s"
        .formatted(
            who(portal, row),
            TIME.format(row.at()),
            reason,
            row.own()
                ? "It did reach your contact."
                : "Please ask for it again, or look at Messenger itself.");
  }

  private String who(Portal portal, OutboxRow row) {
    var contact = portal.key().contact();
    var name = ghosts.find(contact).map(Ghost::name).orElseGet(() -> Ghosts.localPart(contact));
    return row.own() ? "that you sent elsewhere to " + name : "from " + name;
  }
}
