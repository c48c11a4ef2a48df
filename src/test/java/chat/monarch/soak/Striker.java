package chat.monarch.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Who brings about the faults of one lane.
interface Striker {
  /// What it can do.
  List<Kind> kinds();

  /// How long it leaves everybody in peace after each fault, so that a slow machine gets on too.
  default Duration pause() {
    return Duration.ZERO;
  }

  /// Strikes once, and returns when the fault is over and it may strike again.
  void strike(Kind kind, RandomGenerator random)
      throws IOException, SQLException, InterruptedException;
}
