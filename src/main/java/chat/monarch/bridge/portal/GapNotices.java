package chat.monarch.bridge.portal;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.Gap;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.MessageTable;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Tells in a room that messages of the contact may be missing, one line for each gap (design
/// section 1). A conversation that rests is not stirred up: it is told there with the next message.
@ApplicationScoped
class GapNotices {
  /// So long after its last message a conversation rests.
  private static final Duration IN_USE = Duration.ofDays(1);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final MessageTable messages;
  private final PortalTable portals;
  private final Homeserver homeserver;

  GapNotices(MessageTable messages, PortalTable portals, Homeserver homeserver) {
    this.messages = messages;
    this.portals = portals;
    this.homeserver = homeserver;
  }

  /// Tells of the portal's gap, if there is one to be told of now.
  ///
  /// @param isNews whether something else is about to be shown in the room
  void tell(Portal portal, RoomId room, boolean isNews) {
    var gap = portal.gap();
    if (gap != null && (isNews || isInUse(portal, gap))) {
      var once = new TransactionId("gap." + portal.id() + "." + gap.to().toEpochMilli());
      homeserver.bot().send(room, OutgoingEvent.gap(text(gap), gap), once);
      portals.gapTold(portal.id(), gap);
    }
  }

  private boolean isInUse(Portal portal, Gap gap) {
    return messages.lastSaid(portal.id()).filter(gap.from().minus(IN_USE)::isBefore).isPresent();
  }

  static String text(Gap gap) {
    var from = gap.from().truncatedTo(ChronoUnit.MINUTES);
    var to = roundedUp(gap.to());
    var sameDay = from.truncatedTo(ChronoUnit.DAYS).equals(to.truncatedTo(ChronoUnit.DAYS));
    return "Messages of your contact may be missing here, from "
        + DAY.format(from)
        + " to "
        + (sameDay ? MINUTE : DAY).format(to)
        + " UTC: the connection to Messenger broke, and its history does not show that time.";
  }

  private static Instant roundedUp(Instant time) {
    var minute = time.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES);
  }
}
