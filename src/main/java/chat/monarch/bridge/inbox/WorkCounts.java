package chat.monarch.bridge.inbox;

import chat.monarch.store.StatusTable;
import chat.monarch.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToLongFunction;

/// How much work waits, for operators, as `monarch_messages_waiting`. Counted at most four times a
/// minute, and no further than [#MOST].
@ApplicationScoped
class WorkCounts {
  static final int MOST = 10_000;
  static final Duration GOOD_FOR = Duration.ofSeconds(15);

  private final StatusTable table;
  private final MeterRegistry registry;
  private final Clock clock;

  WorkCounts(StatusTable table, MeterRegistry registry, Clock clock) {
    this.table = table;
    this.registry = registry;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    gauge("to_messenger", table::waitingForMessenger);
    gauge("to_matrix", table::waitingForMatrix);
  }

  private void gauge(String direction, IntToLongFunction count) {
    var kept = new Kept(count);
    Gauge.builder("monarch.messages.waiting", kept::value)
        .tag("direction", direction)
        .register(registry);
  }

  /// A number that is counted anew when it is old.
  private final class Kept {
    private final IntToLongFunction count;
    private Instant counted = Instant.EPOCH;
    private double value = Double.NaN;

    Kept(IntToLongFunction count) {
      this.count = count;
    }

    synchronized double value() {
      var now = clock.instant();
      if (!now.isBefore(counted.plus(GOOD_FOR))) {
        value = countNow();
        counted = now;
      }
      return value;
    }

    private double countNow() {
      try {
        return count.applyAsLong(MOST);
      } catch (StoreException _) {
        return Double.NaN;
      }
    }
  }
}
