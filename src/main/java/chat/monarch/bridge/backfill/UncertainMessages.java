package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.user.DeliveryReports;
import chat.monarch.bridge.user.Notices;
import chat.monarch.domain.Portal;
import chat.monarch.domain.WorkState;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.InboxRow;
import chat.monarch.store.InboxTable;
import chat.monarch.store.KnownMessage;
import chat.monarch.store.MessageTable;
import chat.monarch.store.MessageTable.PartId;
import chat.monarch.store.MessageTable.Settlement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Messages that were written to a stream which broke: did they arrive? The archive decides
/// (decision 9), and where it cannot say, their senders are told.
@ApplicationScoped
class UncertainMessages {
  private static final String REASON =
      "the connection to Messenger broke at that moment, and its history does not show the message";

  private final InboxTable inbox;
  private final MessageTable messages;
  private final Notices notices;
  private final DeliveryReports reports;

  UncertainMessages(
      InboxTable inbox, MessageTable messages, Notices notices, DeliveryReports reports) {
    this.inbox = inbox;
    this.messages = messages;
    this.notices = notices;
    this.reports = reports;
  }

  /// Decides by a look at the archive. What it has is sent. What it has not counts as not arrived
  /// only if it shows an older message that we know, or that nothing is older.
  void decide(Portal portal, Archive.Window window, Matching matching) {
    var rows = rows(portal);
    if (rows.isEmpty()) {
      return;
    }
    var ids = rows.stream().map(InboxRow::remoteId).filter(Objects::nonNull).toList();
    var burst = matching.outgoing(message -> ids.contains(message.id()));
    var before = matching.outgoing(message -> !ids.contains(message.id()));
    var showsOlder =
        window.complete() || (!burst.isEmpty() && matching.showsOlderThan(burst.getFirst()));
    var arrived = new BrokenBurst(window, before, burst).arrived(showsOlder).orElse(null);
    var places = places(burst);
    rows.forEach(
        row -> decide(row, places.getOrDefault(row.remoteId(), List.of()), burst, arrived));
  }

  /// Where the parts of each message stand in the burst.
  private static Map<RemoteMessageId, List<Integer>> places(List<KnownMessage> burst) {
    return IntStream.range(0, burst.size())
        .boxed()
        .collect(Collectors.groupingBy(place -> burst.get(place).id()));
  }

  private void decide(
      InboxRow row,
      List<Integer> parts,
      List<KnownMessage> burst,
      BrokenBurst.@Nullable Arrived arrived) {
    if (arrived == null || parts.isEmpty() || isDoubtful(parts, arrived)) {
      giveUp(row);
    } else if (parts.getLast() < arrived.least()) {
      messages.settle(List.of(Settlement.of(row.id(), WorkState.SENT)));
      reports.delivered(List.of(row.event()));
    } else {
      var absent =
          parts.stream()
              .filter(part -> part >= arrived.most())
              .map(burst::get)
              .map(part -> new PartId(part.id(), part.part()))
              .toList();
      messages.settle(List.of(new Settlement(row.id(), WorkState.PENDING, absent)));
    }
  }

  private static boolean isDoubtful(List<Integer> parts, BrokenBurst.Arrived arrived) {
    return parts.stream().anyMatch(part -> part >= arrived.least() && part < arrived.most());
  }

  /// Tells the senders that their messages may not have arrived.
  void giveUp(Portal portal) {
    rows(portal).forEach(this::giveUp);
  }

  private void giveUp(InboxRow row) {
    notices.mayNotHaveArrived(row.event(), REASON);
    messages.giveUp(row.id(), REASON);
  }

  private List<InboxRow> rows(Portal portal) {
    return portal.room() == null ? List.of() : inbox.uncertain(portal.room());
  }
}
