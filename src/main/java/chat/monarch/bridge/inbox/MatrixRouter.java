package chat.monarch.bridge.inbox;

import chat.monarch.bridge.command.Commands;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.bridge.portal.FromMatrix;
import chat.monarch.bridge.portal.PortalEvents;
import chat.monarch.bridge.portal.Portals;
import chat.monarch.bridge.presence.Activity;
import chat.monarch.bridge.user.Notices;
import chat.monarch.bridge.work.Next;
import chat.monarch.bridge.work.Retries;
import chat.monarch.domain.Portal;
import chat.monarch.domain.WorkState;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.InboxRow;
import chat.monarch.store.InboxTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes what happened in a room, in order, to those it concerns: what a portal's owner writes to
/// his contact in bursts, everything else one by one.
@ApplicationScoped
class MatrixRouter {
  private static final Logger LOG = Logger.getLogger(MatrixRouter.class);

  /// An event that fails so often has something that we do not understand; it must not keep the
  /// room for ever.
  private static final int TRIES = 8;

  private static final String GIVEN_UP =
      "the bridge tried it several times and failed. Send it again, and if that does not help,"
          + " please tell the person who runs the bridge";

  private final InboxTable inbox;
  private final Portals portals;
  private final FromMatrix fromMatrix;
  private final PortalEvents portalEvents;
  private final ElsewhereEvents elsewhere;
  private final Commands commands;
  private final Activity activity;
  private final Notices notices;
  private final Homeserver homeserver;
  private final Messenger messenger;
  private final Clock clock;

  MatrixRouter(
      InboxTable inbox,
      Portals portals,
      FromMatrix fromMatrix,
      PortalEvents portalEvents,
      ElsewhereEvents elsewhere,
      Commands commands,
      Activity activity,
      Notices notices,
      Homeserver homeserver,
      Messenger messenger,
      Clock clock) {
    this.inbox = inbox;
    this.portals = portals;
    this.fromMatrix = fromMatrix;
    this.portalEvents = portalEvents;
    this.elsewhere = elsewhere;
    this.commands = commands;
    this.activity = activity;
    this.notices = notices;
    this.homeserver = homeserver;
    this.messenger = messenger;
    this.clock = clock;
  }

  /// Does the first piece of a room's work.
  Next next(RoomId room) {
    var most = messenger.burst();
    var rows = inbox.open(room, most);
    if (rows.isEmpty()) {
      return new Next.Rest();
    }
    if (rows.getFirst().due().isAfter(clock.instant())) {
      return new Next.At(rows.getFirst().due());
    }
    return route(portals.find(room), rows, InboxTable.isAll(rows, most));
  }

  private Next route(Optional<Portal> portal, List<InboxRow> rows, boolean isAll) {
    try {
      activity.seen(rows.getFirst().event().sender());
      if (rows.getFirst().state() != WorkState.PENDING) {
        return fromMatrix.settle(portal.orElseThrow(), rows.getFirst());
      }
      var messages = portal.map(found -> leadingMessages(found, rows)).orElse(List.of());
      return messages.isEmpty()
          ? handle(portal, rows.getFirst())
          : fromMatrix.send(
              portal.orElseThrow(), messages, isAll && messages.size() == rows.size());
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("The homeserver cannot be used now: %s", failure.getMessage());
      return postpone(rows.getFirst());
    } catch (RuntimeException failure) {
      return afterFailure(rows.getFirst(), failure);
    }
  }

  /// What the portal's owner says to his contact, up to the first event that is something else.
  private List<FromMatrix.Waiting> leadingMessages(Portal portal, List<InboxRow> rows) {
    var messages = new ArrayList<FromMatrix.Waiting>();
    for (var row : rows) {
      if (row.state() == WorkState.PENDING
          && homeserver.read(row.event()) instanceof MatrixEvent.Message message
          && !commands.isPrefixed(message)
          && portalEvents.isOwner(portal, message.sender())) {
        messages.add(new FromMatrix.Waiting(row, message));
      } else {
        return messages;
      }
    }
    return messages;
  }

  private Next handle(Optional<Portal> portal, InboxRow row) {
    var event = homeserver.read(row.event());
    if (event instanceof MatrixEvent.Message message && isCommand(portal, message)) {
      commands.handle(message);
    } else if (portal.isPresent()) {
      portalEvents.handle(portal.get(), row.event(), event);
    } else {
      elsewhere.handle(event);
    }
    inbox.finish(List.of(row.id()));
    return new Next.Again();
  }

  private boolean isCommand(Optional<Portal> portal, MatrixEvent.Message message) {
    return portal.isPresent() ? commands.isPrefixed(message) : commands.isCommand(message);
  }

  private Next postpone(InboxRow row) {
    var due = clock.instant().plus(Retries.after(row.attempt()));
    inbox.postpone(row.id(), due);
    return new Next.At(due);
  }

  private Next afterFailure(InboxRow row, RuntimeException failure) {
    if (row.attempt() < TRIES) {
      LOG.warnf(failure, "Event %s is tried again", row.event().id().value());
      return postpone(row);
    }
    LOG.errorf(failure, "Event %s is given up", row.event().id().value());
    if (homeserver.read(row.event()) instanceof MatrixEvent.Message) {
      notices.notDelivered(row.event(), Trouble.GIVEN_UP, GIVEN_UP);
    }
    inbox.fail(row.id(), GIVEN_UP);
    return new Next.Again();
  }
}
