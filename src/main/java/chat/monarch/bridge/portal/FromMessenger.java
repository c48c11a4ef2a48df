package chat.monarch.bridge.portal;

import chat.monarch.bridge.backfill.Backfill;
import chat.monarch.bridge.backfill.CatchUp;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.work.MessageCounts;
import chat.monarch.bridge.work.Next;
import chat.monarch.bridge.work.Retries;
import chat.monarch.domain.Portal;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.OutboxRow;
import chat.monarch.store.OutboxTable;
import chat.monarch.store.PortalTable;
import chat.monarch.store.SentMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings messages of the messenger into a portal's room: history first, then the owner is asked
/// in, then what is new.
@ApplicationScoped
class FromMessenger {
  private static final Logger LOG = Logger.getLogger(FromMessenger.class);
  private static final int BATCH = 50;
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(2);

  /// The homeserver remembers for a day what it was asked before (decision 8).
  private static final Duration REMEMBERED = Duration.ofHours(20);

  private final PortalTable portals;
  private final OutboxTable outbox;
  private final Rooms rooms;
  private final GapNotices gaps;
  private final Logins logins;
  private final Backfill backfill;
  private final CatchUp catchUp;
  private final Unshown unshown;
  private final Emoticons emoticons;
  private final MessageCounts counts;
  private final Homeserver homeserver;
  private final Clock clock;

  FromMessenger(
      PortalTable portals,
      OutboxTable outbox,
      Rooms rooms,
      GapNotices gaps,
      Logins logins,
      Backfill backfill,
      CatchUp catchUp,
      Unshown unshown,
      Emoticons emoticons,
      MessageCounts counts,
      Homeserver homeserver,
      Clock clock) {
    this.portals = portals;
    this.outbox = outbox;
    this.rooms = rooms;
    this.gaps = gaps;
    this.logins = logins;
    this.backfill = backfill;
    this.catchUp = catchUp;
    this.unshown = unshown;
    this.emoticons = emoticons;
    this.counts = counts;
    this.homeserver = homeserver;
    this.clock = clock;
  }

  /// Does the first piece of a portal's work.
  Next next(long id) {
    var portal = portals.find(id).orElse(null);
    if (portal == null) {
      return new Next.Rest();
    }
    var heldUntil = catchUp.heldUntil(id);
    if (heldUntil.isPresent()) {
      return new Next.At(heldUntil.get());
    }
    var session = logins.session(portal.key().login()).orElse(null);
    if (!portal.backfilled() && session != null) {
      if (isOnTheWay(session)) {
        return new Next.Rest();
      }
      backfill.importHistory(portal, session);
    }
    try {
      return bringOver(portal, session);
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("The homeserver cannot be used for portal %d now: %s", id, failure.getMessage());
      return new Next.At(clock.instant().plus(Retries.after(2)));
    } catch (HomeserverException.Refused refusal) {
      // Somebody must change something at the homeserver first.
      LOG.warnf("The homeserver refuses the room of portal %d: %s", id, refusal.getMessage());
      return new Next.At(clock.instant().plus(REFUSED_PAUSE));
    }
  }

  /// Whether the session will be online soon, or tell us that it will not.
  private static boolean isOnTheWay(Session session) {
    return session.state() instanceof SessionState.Connecting
        || session.state() instanceof SessionState.Waiting;
  }

  private Next bringOver(Portal portal, @Nullable Session session) {
    var rows = outbox.open(portal.id(), BATCH);
    var isNews = rows.stream().anyMatch(row -> !row.history());
    var isOpen = portal.room() != null;
    if (rows.isEmpty() && !isOpen) {
      return new Next.Rest();
    }
    var room = rooms.ensure(portal, session);
    gaps.tell(portal, room, isNews);
    var isAll = OutboxTable.isAll(rows, BATCH);
    var history = rows.stream().takeWhile(OutboxRow::history).toList();
    var due = send(portal, room, history);
    if (due.isPresent() || (history.size() == rows.size() && !isAll)) {
      return next(due, isAll);
    }
    if (!portal.invited() || (portal.ownerLeft() && isNews)) {
      rooms.invite(portal, room);
    }
    return next(send(portal, room, rows.subList(history.size(), rows.size())), isAll);
  }

  private static Next next(Optional<Instant> due, boolean isAll) {
    if (due.isPresent()) {
      return new Next.At(due.get());
    }
    return isAll ? new Next.Rest() : new Next.Again();
  }

  /// Sends the rows that are due, one behind the other, and remembers them together.
  ///
  /// @return when to go on, if not all were sent
  private Optional<Instant> send(Portal portal, RoomId room, List<OutboxRow> rows) {
    var sent = new ArrayList<SentMessage>();
    try {
      for (var row : rows) {
        if (row.due().isAfter(clock.instant())) {
          return Optional.of(row.due());
        }
        if (!send(portal, room, row, sent)) {
          return Optional.of(postpone(row));
        }
      }
    } finally {
      if (!sent.isEmpty()) {
        outbox.finish(sent);
        counts.deliveredToMatrix(sent.size());
      }
    }
    return Optional.empty();
  }

  private Instant postpone(OutboxRow row) {
    var due = clock.instant().plus(Retries.after(row.attempt()));
    outbox.postpone(row.id(), due);
    return due;
  }

  /// @return false when it is to be tried again later
  private boolean send(Portal portal, RoomId room, OutboxRow row, List<SentMessage> sent) {
    try {
      sent.add(new SentMessage(row, showOrMend(portal, room, row)));
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("Message %s waits for the homeserver: %s", row.remoteId(), failure.getMessage());
      return false;
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf("Message %s cannot be shown: %s", row.remoteId(), refusal.getMessage());
      outbox.fail(row, unshown.tell(portal, room, row, refusal));
    }
    return true;
  }

  /// A ghost that was sent away comes back; what still cannot be shown is given up.
  private List<EventId> showOrMend(Portal portal, RoomId room, OutboxRow row) {
    try {
      return show(portal, room, row);
    } catch (HomeserverException.Refused refusal) {
      if (!isBroughtIn(portal, room)) {
        throw refusal;
      }
      return show(portal, room, row);
    }
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

  private List<EventId> show(Portal portal, RoomId room, OutboxRow row) {
    var sender = row.own() ? homeserver.bot() : homeserver.ghost(portal.key().contact());
    var body = emoticons.shown(row.body());
    var text = row.own() ? "You (elsewhere): " + body : body;
    var events = new ArrayList<>(shown(sender, room, row));
    var parts = homeserver.parts(text);
    while (events.size() < parts.size()) {
      events.add(show(sender, room, row, parts.get(events.size()), events.size()));
    }
    return events;
  }

  /// What the room shows already of a message that may have been sent long ago.
  private List<EventId> shown(Intent sender, RoomId room, OutboxRow row) {
    return row.created().plus(REMEMBERED).isBefore(clock.instant())
        ? sender.showing(room, row.remoteId())
        : List.of();
  }

  private static EventId show(Intent sender, RoomId room, OutboxRow row, String text, int part) {
    var content = row.own() ? new Content.Notice(text) : new Content.Text(text);
    var event = OutgoingEvent.remote(content, row.at(), row.remoteId());
    return sender.send(room, event, TransactionId.of(row.remoteId(), part));
  }
}
