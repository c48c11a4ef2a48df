package chat.monarch.bridge.portal;

import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.OutboxRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A message of the messenger as it is said in a room, and those of its events that are there.
final class Saying {
  private final RoomId room;
  private final OutboxRow row;
  private final List<EventId> events;

  /// @param events those that are there already, in order
  Saying(RoomId room, OutboxRow row, List<EventId> events) {
    this.room = room;
    this.row = row;
    this.events = new ArrayList<>(events);
  }

  RoomId room() {
    return room;
  }

  OutboxRow row() {
    return row;
  }

  /// The events that show it, in order.
  List<EventId> events() {
    return List.copyOf(events);
  }

  /// Says what is not there yet.
  ///
  /// @param parts the whole message, an event for each
  void say(Intent sender, List<String> parts, Function<String, Content> kind) {
    while (events.size() < parts.size()) {
      var content = kind.apply(parts.get(events.size()));
      var event = OutgoingEvent.remote(content, row.at(), row.remoteId());
      events.add(sender.send(room, event, TransactionId.of(row.remoteId(), events.size())));
    }
  }
}
