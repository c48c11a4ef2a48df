package chat.monarch.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/// Who brings about the faults of one lane.
interface Striker {
  /// What it can do.
  List<Kind> kinds();

  /// Strikes once, and returns when the fault is over and it may strike again.
  void strike(Kind kind, RandomGenerator random)
      throws IOException, SQLException, InterruptedException;
}
