package chat.monarch.matrix.api;

import chat.monarch.domain.id.RoomId;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one request at a time change a room, in the order in which they come: two at once may
/// change places in the homeserver. Rooms do not wait for each other.
@Singleton
final class RoomOrder {
  private final Map<RoomId, Turn> turns = new HashMap<>();

  /// Waits for the room's turn and calls.
  <T> T inTurn(RoomId room, Supplier<T> call) {
    var turn = enter(room);
    turn.lock.lock();
    try {
      return call.get();
    } finally {
      turn.lock.unlock();
      leave(room, turn);
    }
  }

  private Turn enter(RoomId room) {
    synchronized (turns) {
      var turn = turns.computeIfAbsent(room, _ -> new Turn());
      turn.users++;
      return turn;
    }
  }

  private void leave(RoomId room, Turn turn) {
    synchronized (turns) {
      turn.users--;
      if (turn.users == 0) {
        turns.remove(room);
      }
    }
  }

  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }
}
