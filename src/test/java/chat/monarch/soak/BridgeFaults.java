package chat.monarch.soak;

import chat.monarch.testkit.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Ends the bridge and starts it again, as whoever runs it does; also when it ended by itself.
final class BridgeFaults implements Striker {
  private static final int STARTS = 5;

  private final Deployment deployment;
  private final Timeline timeline;

  BridgeFaults(Deployment deployment, Timeline timeline) {
    this.deployment = deployment;
    this.timeline = timeline;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.BRIDGE_KILL, Kind.BRIDGE_TERM);
  }

  @Override
  public synchronized void strike(Kind kind, RandomGenerator random) throws InterruptedException {
    if (kind == Kind.BRIDGE_TERM) {
      timeline.struck(kind, "");
      deployment.bridge().stop();
    } else {
      kill(random);
    }
    Thread.sleep(random.nextInt(1_500));
    start();
  }

  /// One in four is killed once more while it starts.
  private void kill(RandomGenerator random) throws InterruptedException {
    timeline.struck(Kind.BRIDGE_KILL, "");
    deployment.bridge().kill();
    if (random.nextInt(4) == 0) {
      deployment.launchBridgeAgain();
      Thread.sleep(random.nextInt(500, 5_000));
      timeline.note("bridge: kill -9 while it starts");
      deployment.bridge().kill();
    }
  }

  private void start() {
    for (var attempt = 1; ; attempt++) {
      try {
        deployment.launchBridgeAgain().awaitReady();
        timeline.note("the bridge is ready");
        return;
      } catch (IllegalStateException e) {
        timeline.note("the bridge did not start: " + firstLine(e));
        if (attempt == STARTS || deployment.bridge().isAlive()) {
          throw e;
        }
      }
    }
  }

  /// Without the end of the log, which is there to be read.
  private static String firstLine(IllegalStateException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /// Starts it where it ended without being told to.
  synchronized void restartIfEnded() {
    if (!deployment.bridge().isAlive()) {
      timeline.note(
          "the bridge ended by itself: exit " + deployment.bridge().exitCode(Duration.ZERO));
      start();
    }
  }
}
