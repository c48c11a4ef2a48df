package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.work.Turns;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.MessageTable;
import chat.monarch.store.NewMessage;
import chat.monarch.store.OutboxTable;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Puts into a portal's queue what the archive has and we have not, each message in its place.
@ApplicationScoped
public class Backfill {
  /// As far back as an archive window can reach, with room for what it does not show.
  static final int KNOWN = 400;

  /// Before every message that anybody brings from now on.
  private static final long BEGINNING = -Places.STEP;

  private final Turns<Long> looks = new Turns<>();
  private final MessageTable messages;
  private final OutboxTable outbox;
  private final PortalTable portals;
  private final ArchiveConfig config;
  private final Clock clock;

  Backfill(
      MessageTable messages,
      OutboxTable outbox,
      PortalTable portals,
      ArchiveConfig config,
      Clock clock) {
    this.messages = messages;
    this.outbox = outbox;
    this.portals = portals;
    this.config = config;
    this.clock = clock;
  }

  /// Asks the archive for the last messages of a conversation.
  Archive ask(RemoteUserId contact, Session session) {
    return config.enabled() ? session.archive(contact, config.fetch()) : new Archive.Empty();
  }

  /// Looks for a new portal's history.
  public void importHistory(Portal portal, Session session) {
    looks.take(portal.id(), () -> importHistory(portal, ask(portal.key().contact(), session)));
  }

  /// One look at a portal's archive at a time: of two that overlap each would take over what is
  /// missing.
  ///
  /// @return what the look returned
  boolean inTurn(Portal portal, BooleanSupplier look) {
    return looks.call(portal.id(), look::getAsBoolean);
  }

  /// The same for a look of which nobody asks what it found.
  void inTurn(Portal portal, Runnable look) {
    looks.take(portal.id(), look);
  }

  void importHistory(Portal portal, Archive archive) {
    looks.take(portal.id(), () -> keepHistory(portal, archive));
  }

  private void keepHistory(Portal portal, Archive archive) {
    var missing =
        archive instanceof Archive.Window window
            ? missing(portal, window, match(portal, window), BEGINNING, true)
            : List.<NewMessage>of();
    outbox.acceptHistory(portal.id(), missing);
    portals.readAgain(portal.id());
  }

  /// Takes over what is missing from a portal whose history was looked for before.
  ///
  /// @param matching what of the window we have
  /// @param last the place of the last message that we had when the session began
  void takeMissing(Portal portal, Archive.Window window, Matching matching, long last) {
    var missing = missing(portal, window, matching, last, false);
    if (!missing.isEmpty()) {
      outbox.accept(missing);
    }
  }

  /// What we have of an archive window.
  Matching match(Portal portal, Archive.Window window) {
    return new Matching(window.entries(), messages.known(portal.id(), KNOWN));
  }

  private List<NewMessage> missing(
      Portal portal, Archive.Window window, Matching matching, long end, boolean first) {
    var entries = window.entries();
    var places = new Places(entries, matching, end);
    var missing = new ArrayList<NewMessage>();
    for (int i = 0; i < entries.size(); i++) {
      if (matching.known(i).isEmpty()) {
        var history = first || places.isBeforeKnown(i);
        missing.add(message(portal, entries.get(i), places.of(i), history));
      }
    }
    return missing;
  }

  private NewMessage message(Portal portal, Archive.Entry entry, long position, boolean history) {
    return new NewMessage(
        portal.id(),
        RemoteMessageId.next(clock.instant()),
        entry.outgoing(),
        history,
        entry.body(),
        entry.at(),
        position);
  }
}
