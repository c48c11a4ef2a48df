package chat.monarch.bridge.backfill;

import chat.monarch.bridge.user.Notices;
import chat.monarch.domain.Portal;
import chat.monarch.domain.WorkState;
import chat.monarch.store.InboxRow;
import chat.monarch.store.InboxTable;
import chat.monarch.store.KnownMessage;
import chat.monarch.store.MessageTable;
import chat.monarch.store.MessageTable.PartId;
import chat.monarch.store.MessageTable.Settlement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/// Messages that were written to a stream which broke: did they arrive? The archive decides
/// (decision 9), and where it cannot say, their senders are told.
@ApplicationScoped
class UncertainMessages {
  private static final String REASON =
      "the connection to Messenger broke at that moment, and its history does not show the message";

  private final InboxTable inbox;
  private final MessageTable messages;
  private final Notices notices;

  UncertainMessages(InboxTable inbox, MessageTable messages, Notices notices) {
    this.inbox = inbox;
    this.messages = messages;
    this.notices = notices;
  }

  /// Decides by a look at the archive. What it has is sent. What it has not counts as not arrived
  /// only if it shows an older message that we know, or that nothing is older.
  void decide(Portal portal, Matching matching, boolean complete) {
    for (var row : rows(portal)) {
      decide(row, matching, complete);
    }
  }

  private void decide(InboxRow row, Matching matching, boolean complete) {
    var parts = row.remoteId() == null ? List.<KnownMessage>of() : messages.parts(row.remoteId());
    var arrived = parts.stream().filter(part -> part.confirmed() || matching.has(part)).toList();
    var missing = parts.stream().filter(Predicate.not(arrived::contains)).toList();
    if (missing.isEmpty() && !parts.isEmpty()) {
      settle(row, arrived, WorkState.SENT);
    } else if (complete || missing.stream().allMatch(matching::showsOlderThan)) {
      settle(row, arrived, WorkState.PENDING);
    } else {
      giveUp(row);
    }
  }

  private void settle(InboxRow row, List<KnownMessage> arrived, WorkState state) {
    var confirmed = arrived.stream().map(part -> new PartId(part.id(), part.part())).toList();
    messages.settle(List.of(new Settlement(row.id(), state, confirmed)));
  }

  /// Tells the senders that their messages may not have arrived.
  void giveUp(Portal portal) {
    rows(portal).forEach(this::giveUp);
  }

  private void giveUp(InboxRow row) {
    notices.mayNotHaveArrived(row.event(), REASON);
    inbox.fail(row.id(), REASON);
  }

  private List<InboxRow> rows(Portal portal) {
    return portal.room() == null ? List.of() : inbox.uncertain(portal.room());
  }
}
