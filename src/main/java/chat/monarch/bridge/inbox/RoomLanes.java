package chat.monarch.bridge.inbox;

import chat.monarch.bridge.work.Lanes;
import chat.monarch.domain.id.RoomId;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/// The work that events of Matrix make, in order per room.
@ApplicationScoped
class RoomLanes {
  private final Lanes<RoomId> lanes;

  RoomLanes(@VirtualThreads ExecutorService threads, Clock clock, MatrixRouter work) {
    this.lanes = new Lanes<>(threads, clock, work::next);
  }

  /// Says that a room may have work. Never blocks.
  void wake(RoomId room) {
    lanes.wake(room);
  }
}
