package chat.monarch.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Which fault is to strike when, drawn from the seed. Lanes go side by side; within a lane one
/// fault is over before the next begins.
final class FaultPlan {
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final Duration time;
  private final int ofEachKind;

  /// @param minutes how long faults strike; each kind strikes six times in five
  FaultPlan(int minutes) {
    this.time = Duration.ofMinutes(minutes).minus(MARGIN);
    this.ofEachKind = Math.ceilDiv(minutes * 6, 5);
  }

  /// A fault to come.
  ///
  /// @param due since the beginning; it comes later where the one before it takes long
  /// @param draw what all that it draws comes from
  record Planned(Duration due, Kind kind, long draw) {}

  /// The faults of a lane, in order.
  List<Planned> lane(long seed, List<Kind> kinds) {
    var random = new Random(seed * 1_000_003 + kinds.getFirst().ordinal());
    var order = new ArrayList<Kind>();
    for (var i = 0; i < ofEachKind; i++) {
      order.addAll(kinds);
    }
    Collections.shuffle(order, random);
    var planned = new ArrayList<Planned>();
    var between = time.minus(MARGIN).toMillis() / order.size();
    for (var kind : order) {
      var due = MARGIN.toMillis() + between * planned.size() + random.nextLong(between);
      planned.add(new Planned(Duration.ofMillis(due), kind, random.nextLong()));
    }
    return planned;
  }
}
