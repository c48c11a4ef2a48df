package chat.monarch.soak;

import chat.monarch.soak.FaultPlan.Planned;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Has the faults of one lane strike when they are due. A fault that cannot be brought about is
/// noted, and does not count.
final class Lane implements Runnable {
  private final Striker striker;
  private final List<Planned> plan;
  private final Instant began;
  private final Timeline timeline;

  Lane(Striker striker, List<Planned> plan, Instant began, Timeline timeline) {
    this.striker = striker;
    this.plan = plan;
    this.began = began;
    this.timeline = timeline;
  }

  @Override
  public void run() {
    var earliest = began;
    for (var planned : plan) {
      try {
        await(began.plus(planned.due()));
        await(earliest);
        striker.strike(planned.kind(), new Random(planned.draw()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | SQLException | RuntimeException e) {
        timeline.note("“" + planned.kind().words() + "” did not work: " + e);
      }
      earliest = Instant.now().plus(striker.pause());
    }
  }

  private static void await(Instant due) throws InterruptedException {
    var left = Duration.between(Instant.now(), due);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
