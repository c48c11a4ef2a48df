package chat.monarch.matrix.api;

import chat.monarch.bridge.work.Turns;
import chat.monarch.domain.id.RoomId;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// Lets one request at a time change a room, in the order in which they come: two at once may
/// change places in the homeserver. Rooms do not wait for each other.
@Singleton
final class RoomOrder {
  private final Turns<RoomId> turns = new Turns<>();

  /// Waits for the room's turn and calls.
  <T> T inTurn(RoomId room, Supplier<T> call) {
    return turns.call(room, call);
  }
}
