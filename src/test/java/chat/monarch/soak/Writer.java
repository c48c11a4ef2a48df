package chat.monarch.soak;

import chat.monarch.soak.TrafficPlan.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Writes lines one behind the other, each when it is due, or at once when it is late. One that
/// could not be written is noted; whether it was accepted all the same is seen from outside.
final class Writer implements Runnable {
  private final List<Line> lines;
  private final Consumer<Line> write;
  private final Instant began;
  private final Timeline timeline;
  private final AtomicInteger written = new AtomicInteger();

  Writer(List<Line> lines, Consumer<Line> write, Instant began, Timeline timeline) {
    this.lines = lines;
    this.write = write;
    this.began = began;
    this.timeline = timeline;
  }

  @Override
  public void run() {
    for (var line : lines) {
      try {
        var left = Duration.between(Instant.now(), began.plus(line.due()));
        if (left.isPositive()) {
          Thread.sleep(left);
        }
        write.accept(line);
        written.incrementAndGet();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        timeline.note(TrafficPlan.mark(line.text()) + " could not be written: " + e);
      }
    }
  }

  int written() {
    return written.get();
  }
}
