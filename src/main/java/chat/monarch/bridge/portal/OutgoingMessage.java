package chat.monarch.bridge.portal;

import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.domain.WorkState;
import chat.monarch.store.MessageTable.PartId;
import chat.monarch.store.MessageTable.Settlement;
import chat.monarch.store.OutgoingPart;
import java.util.List;
import java.util.stream.IntStream;

/// A message of a burst as it goes over the wire.
///
/// @param row its inbox row
/// @param parts those that are to be written, one for each of `chats`
/// @param sayable false where the messenger can carry nothing of it
record OutgoingMessage(
    long row, List<OutgoingPart> parts, List<OutgoingChat> chats, boolean sayable) {
  /// What became of the message.
  ///
  /// @param deliveries of its parts
  Settlement outcome(List<Delivery> deliveries) {
    if (deliveries.contains(Delivery.UNCERTAIN)) {
      return Settlement.of(row, WorkState.UNCERTAIN);
    }
    var absent =
        IntStream.range(0, parts.size())
            .filter(part -> deliveries.get(part) == Delivery.NOT_WRITTEN)
            .mapToObj(parts::get)
            .map(part -> new PartId(part.id(), part.part()))
            .toList();
    return new Settlement(row, absent.isEmpty() ? WorkState.SENT : WorkState.PENDING, absent);
  }
}
