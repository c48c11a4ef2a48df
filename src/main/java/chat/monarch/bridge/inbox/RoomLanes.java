package chat.monarch.bridge.inbox;

import chat.monarch.bridge.work.Lanes;
import chat.monarch.domain.id.RoomId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/// The work that events of Matrix make, in order per room.
@ApplicationScoped
class RoomLanes {
  /// Each holds a few rows of work in memory.
  private static final int IN_HAND = 500;

  /// Time enough for what is on its way.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Lanes<RoomId> lanes;

  RoomLanes(@VirtualThreads ExecutorService threads, Clock clock, MatrixRouter work) {
    this.lanes = new Lanes<>(threads, IN_HAND, clock, work::next);
  }

  /// Says that a room may have work. Never blocks.
  void wake(RoomId room) {
    lanes.wake(room);
  }

  /// Comes before the connections are closed that the work in hand needs.
  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
    lanes.stop(PATIENCE);
  }
}
