package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.Session;
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
import org.jspecify.annotations.Nullable;

/// Puts into a portal's queue what the archive has and we have not, each message in its place.
@ApplicationScoped
public class Backfill {
  /// As far back as an archive window can reach, with room for what it does not show.
  static final int KNOWN = 400;

  /// The distance between the positions of two messages; see `position_seq`.
  private static final long STEP = 1L << 20;

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
    importHistory(portal, ask(portal.key().contact(), session));
  }

  void importHistory(Portal portal, Archive archive) {
    var missing =
        archive instanceof Archive.Window window
            ? missing(portal, window, match(portal, window), true)
            : List.<NewMessage>of();
    outbox.acceptHistory(portal.id(), missing);
    portals.readAgain(portal.id());
  }

  /// Takes over what is missing from a portal whose history was looked for before.
  ///
  /// @param matching what of the window we have
  void takeMissing(Portal portal, Archive.Window window, Matching matching) {
    var missing = missing(portal, window, matching, false);
    if (!missing.isEmpty()) {
      outbox.accept(missing);
    }
  }

  /// What we have of an archive window.
  Matching match(Portal portal, Archive.Window window) {
    return new Matching(window.entries(), messages.known(portal.id(), KNOWN));
  }

  private List<NewMessage> missing(
      Portal portal, Archive.Window window, Matching matching, boolean first) {
    var entries = window.entries();
    var missing = new ArrayList<NewMessage>();
    for (int i = 0; i < entries.size(); i++) {
      if (matching.known(i).isEmpty()) {
        var position = position(entries, matching, i);
        missing.add(message(portal, entries.get(i), position, first || position != null));
      }
    }
    return missing;
  }

  private NewMessage message(
      Portal portal, Archive.Entry entry, @Nullable Long position, boolean history) {
    return new NewMessage(
        portal.id(),
        RemoteMessageId.next(clock.instant()),
        entry.outgoing(),
        history,
        entry.body(),
        entry.at(),
        position);
  }

  /// The place of an unknown entry: between its known neighbours, or null after the last of them.
  private static @Nullable Long position(
      List<Archive.Entry> entries, Matching matching, int entry) {
    var before = entry - 1;
    while (before >= 0 && matching.known(before).isEmpty()) {
      before--;
    }
    var after = entry + 1;
    while (after < entries.size() && matching.known(after).isEmpty()) {
      after++;
    }
    if (after == entries.size()) {
      return null;
    }
    var upper = matching.known(after).orElseThrow().position();
    var lower = before < 0 ? upper - STEP : matching.known(before).orElseThrow().position();
    return lower + (upper - lower) * (entry - before) / (after - before);
  }
}
