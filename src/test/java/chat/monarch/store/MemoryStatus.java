package chat.monarch.store;

import chat.monarch.domain.event.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Rows of work in memory, numbered from 1, as they were when they came.
@SuppressWarnings("NullAway")
public final class MemoryStatus extends StatusTable {
  private final List<ReceivedEvent> delivered = new ArrayList<>();
  private final List<ReceivedEvent> waiting = new ArrayList<>();
  private final List<Instant> arrivals = new ArrayList<>();

  public MemoryStatus() {
    super(null);
  }

  /// An event came, and is not done.
  public void addWaiting(ReceivedEvent event, Instant at) {
    waiting.add(event);
    arrivals.add(at);
  }

  /// An event was done just before the last process ended.
  public void addDelivered(ReceivedEvent event) {
    delivered.add(event);
  }

  @Override
  public List<ReceivedEvent> lastDelivered(Duration span, Instant earliest, int limit) {
    return List.copyOf(delivered);
  }

  @Override
  public long beforeFirstOpen() {
    return 0;
  }

  @Override
  public long lastBefore(Instant time) {
    return arrivals.stream().filter(time::isAfter).count();
  }

  @Override
  public List<WaitingEvent> waiting(long after, long upTo, int limit) {
    var rows = new ArrayList<WaitingEvent>();
    for (long row = after + 1; row <= upTo && rows.size() < limit; row++) {
      rows.add(new WaitingEvent(row, waiting.get(Math.toIntExact(row - 1))));
    }
    return rows;
  }
}
