package chat.monarch.bench;

import chat.monarch.bench.Arrivals.Arrival;
import chat.monarch.testkit.ProgramProcess;
import java.util.List;

/// A load and the way that it takes.
record Passage(Stage stage, Way way, Load load) {
  /// Writes everything.
  ///
  /// @return when each line was begun, in microseconds since 1970
  long[] write() {
    var from = way == Way.INTO_MATRIX ? stage.service() : stage.homeserver();
    return from.ask("/write", load, long[].class);
  }

  /// Waits for what was written.
  ///
  /// @param patience seconds without an arrival after which the rest counts as lost
  List<Arrival> arrivals(int patience) {
    var wish = new Arrivals.Wish(load.run(), load.count(), patience);
    return to().askList("/await", wish, Arrival.class);
  }

  /// How many have not arrived yet.
  int missing() {
    return load.count() - to().ask("/arrived", load.run(), Integer.class);
  }

  private ProgramProcess to() {
    return way == Way.INTO_MATRIX ? stage.homeserver() : stage.service();
  }
}
