package chat.monarch.bridge.portal;

import chat.monarch.bridge.backfill.Backfill;
import chat.monarch.bridge.backfill.CatchUp;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.work.MessageCounts;
import chat.monarch.bridge.work.Next;
import chat.monarch.bridge.work.Retries;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings messages of the messenger into a portal's room: history first, then the owner is asked
/// in, then what is new.
@ApplicationScoped
class FromMessenger {
  private static final Logger LOG = Logger.getLogger(FromMessenger.class);
  private static final int BATCH = 50;
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(2);

  private final PortalTable portals;
  private final OutboxTable outbox;
  private final Rooms rooms;
  private final GapNotices gaps;
  private final Logins logins;
  private final Backfill backfill;
  private final CatchUp catchUp;
  private final Unshown unshown;
  private final ShownMessages messages;
  private final QuietImports imports;
  private final MessageCounts counts;
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
      ShownMessages messages,
      QuietImports imports,
      MessageCounts counts,
      Clock clock) {
    this.portals = portals;
    this.outbox = outbox;
    this.rooms = rooms;
    this.gaps = gaps;
    this.logins = logins;
    this.backfill = backfill;
    this.catchUp = catchUp;
    this.unshown = unshown;
    this.messages = messages;
    this.imports = imports;
    this.counts = counts;
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
    imports.begin(portal, room, history);
    var sent = send(portal, room, history);
    if (sent.isHeldUp() || (history.size() == rows.size() && !isAll)) {
      return next(sent, isAll);
    }
    imports.end(portal, room, sent.last());
    if (!portal.invited() || (portal.ownerLeft() && isNews)) {
      rooms.invite(portal, room);
    }
    return next(send(portal, room, rows.subList(history.size(), rows.size())), isAll);
  }

  private static Next next(Sent sent, boolean isAll) {
    if (sent.due() != null) {
      return new Next.At(sent.due());
    }
    return isAll ? new Next.Rest() : new Next.Again();
  }

  /// How far a sending of rows came.
  ///
  /// @param due when to go on, if not all were sent
  /// @param last the last event that shows one of them, if any
  private record Sent(@Nullable Instant due, @Nullable EventId last) {
    boolean isHeldUp() {
      return due != null;
    }
  }

  /// Sends the rows that are due, one behind the other, and remembers them together.
  private Sent send(Portal portal, RoomId room, List<OutboxRow> rows) {
    var sent = new ArrayList<SentMessage>();
    Instant due = null;
    try {
      for (var row : rows) {
        due = send(portal, room, row, sent);
        if (due != null) {
          break;
        }
      }
    } finally {
      if (!sent.isEmpty()) {
        outbox.finish(sent);
        counts.deliveredToMatrix(sent.size());
      }
    }
    return new Sent(due, sent.isEmpty() ? null : sent.getLast().events().getLast());
  }

  /// @return when it is to be tried, if it was not sent
  private @Nullable Instant send(
      Portal portal, RoomId room, OutboxRow row, List<SentMessage> sent) {
    if (row.due().isAfter(clock.instant())) {
      return row.due();
    }
    return isSent(portal, room, row, sent) ? null : postpone(row);
  }

  private Instant postpone(OutboxRow row) {
    var due = clock.instant().plus(Retries.after(row.attempt()));
    outbox.postpone(row.id(), due);
    return due;
  }

  /// @return false when it is to be tried again later
  private boolean isSent(Portal portal, RoomId room, OutboxRow row, List<SentMessage> sent) {
    try {
      sent.add(new SentMessage(row, messages.show(portal, room, row)));
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("Message %s waits for the homeserver: %s", row.remoteId(), failure.getMessage());
      return false;
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf("Message %s cannot be shown: %s", row.remoteId(), refusal.getMessage());
      outbox.fail(row, unshown.tell(portal, room, row, refusal));
    }
    return true;
  }
}
