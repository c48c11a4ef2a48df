package chat.monarch.matrix.appservice;

import chat.monarch.bridge.inbox.Inbox;
import chat.monarch.bridge.inbox.NotKeptException;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.matrix.api.EarlierEvents;
import jakarta.inject.Singleton;
import java.util.List;

/// Keeps what the homeserver pushes behind what it forgot or left out before it (decision 6).
@Singleton
class PushOrder {
  private final PushConnections connections;
  private final TransactionNumbers numbers;
  private final EarlierEvents earlier;
  private final Inbox inbox;

  PushOrder(
      PushConnections connections, TransactionNumbers numbers, EarlierEvents earlier, Inbox inbox) {
    this.connections = connections;
    this.numbers = numbers;
    this.earlier = earlier;
    this.inbox = inbox;
  }

  /// Keeps the events of a transaction.
  ///
  /// @throws NotKeptException when they, or what came before them, cannot be kept now
  void keep(Push push, List<ReceivedEvent> events) {
    var isNew = connections.isNew(push.request());
    if (isNew || numbers.isRepeated(push.transaction())) {
      disturbed();
    } else {
      earlier.postponeLook();
    }
    if (isNew || mayLackEarlier(push, events)) {
      earlier.keep();
      connections.add(push.request());
      numbers.looked(push.transaction());
    }
    inbox.accept(events);
    numbers.taken(push.transaction());
  }

  private boolean mayLackEarlier(Push push, List<ReceivedEvent> events) {
    return numbers.isLookDue(push.transaction()) && !inbox.hasAll(events);
  }

  /// A transaction holds nothing to be kept.
  void passed(Push push) {
    numbers.taken(push.transaction());
  }

  /// A transaction was not taken, so that the homeserver repeats it.
  void refused() {
    disturbed();
  }

  /// The last one that is left out may have none behind it that shows that.
  private void disturbed() {
    numbers.disturbed();
    earlier.lookWhenQuiet();
  }
}
