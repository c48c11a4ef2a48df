package chat.monarch.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Several in one lane, so that only one of them strikes at a time: where everything is away
/// all the time, nothing is on its way that could be lost.
record Together(List<Striker> strikers, Duration pause) implements Striker {
  @Override
  public List<Kind> kinds() {
    return strikers.stream().flatMap(striker -> striker.kinds().stream()).toList();
  }

  @Override
  public void strike(Kind kind, RandomGenerator random)
      throws IOException, SQLException, InterruptedException {
    for (var striker : strikers) {
      if (striker.kinds().contains(kind)) {
        striker.strike(kind, random);
        return;
      }
    }
    throw new IllegalArgumentException(kind.words());
  }
}
