package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bridge is killed at random moments while people write both ways: `monarch.kills` times under
/// `monarch.rate` messages a second each way. Nothing may be doubled or reordered; what does not
/// arrive at the contact, because the archive's window passed it while the bridge was down, must
/// have been told to its sender.
final class KilledBridgeIT {

  /// So many each way between two kills that the archive's window of a hundred shows all that a
  /// contact wrote since.
  private static final int MESSAGES = 80;

  private static final int KILLS = Integer.getInteger("monarch.kills", 3);
  private static final int RATE = Integer.getInteger("monarch.rate", 20);
  private static final int MANY = 20;
  private static final Duration EVERY = Duration.ofSeconds(1).dividedBy(RATE);

  @Test
  void nothing_is_lost_doubled_or_reordered(@TempDir Path folder) throws Exception {
    var seed = Long.getLong("monarch.seed", System.nanoTime());
    System.out.println("KilledBridgeIT: " + KILLS + " kills, -Dmonarch.seed=" + seed);
    var random = new Random(seed);
    try (var stage = Stage.open(folder, 1, Map.of())) {
      var uncertain =
          stage.database().countRows(each -> each.is("update inbox set state = 'UNCERTAIN'"));
      var talk = stage.conversation(0).talk();
      for (int kill = 0; kill < KILLS; kill++) {
        killUnderTraffic(stage, talk, random);
      }
      var outcome = talk.outcome();
      System.out.println("KilledBridgeIT: " + outcome + "; uncertain: " + uncertain);
      assertThat(outcome).matches(Outcome::isHonest, "is honest");
      if (KILLS >= MANY) {
        assertThat(uncertain).as("messages that were uncertain").hasPositiveValue();
      }
    }
  }

  /// Messages each way, and one kill in the middle of them.
  private static void killUnderTraffic(Stage stage, Talk talk, Random random) {
    var whole = EVERY.multipliedBy(MESSAGES);
    try (var clock = Executors.newScheduledThreadPool(2)) {
      for (int i = 0; i < MESSAGES; i++) {
        var due = EVERY.multipliedBy(i).toMillis();
        clock.schedule(() -> talk.say(1), due, TimeUnit.MILLISECONDS);
      }
      var moment = random.nextLong(whole.toMillis());
      clock.schedule(stage.scene()::killBridge, moment, TimeUnit.MILLISECONDS);
    }
    stage.scene().startBridgeAgain();
    talk.arrive();
  }
}
