package chat.monarch.bridge.inbox;

import chat.monarch.bridge.work.Lanes;
import chat.monarch.bridge.work.Next;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.InboxTable;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/// The work that events of Matrix make, in order per room.
@ApplicationScoped
public class RoomLanes {
  private final Lanes<RoomId> lanes;

  RoomLanes(@VirtualThreads ExecutorService threads, Clock clock, InboxTable table) {
    this.lanes = new Lanes<>(threads, clock, room -> new Next.Rest());
  }

  /// Says that a room may have work. Never blocks.
  public void wake(RoomId room) {
    lanes.wake(room);
  }
}
