package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.it.Cast;
import chat.monarch.it.Scene;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Tally;
import chat.monarch.testkit.homeserver.StubEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bridge is killed at random moments while people write both ways. Nothing may be doubled or
/// reordered; what does not arrive at the contact, because the archive's window passed it while the
/// bridge was down, must have been told to its sender.
final class KilledBridgeIT {
  private static final String USER = "@alice:stub.test";
  private static final int MESSAGES = 100;
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final int KILLS = Integer.getInteger("monarch.kills", 3);

  @Test
  void nothing_is_lost_doubled_or_reordered(@TempDir Path folder) throws Exception {
    var seed = Long.getLong("monarch.seed", System.nanoTime());
    System.out.println("KilledBridgeIT: " + KILLS + " kills, -Dmonarch.seed=" + seed);
    var random = new Random(seed);
    var people =
        SandboxOptions.defaults().withPersonas(Cast.pairs(1, -1)).with("archive.limit", "100");
    var sent = new ArrayList<String>();
    try (var scene =
        Scene.start(folder, people, Map.of("monarch.messenger.archive.fetch", "100"))) {
      scene.link(USER, Cast.user(0));
      scene.sandbox().send(Cast.contact(0), Cast.user(0), "start");
      var room = scene.awaitMessage(Scene.ghost(Cast.contact(0)), "start").room();
      for (int round = 0; round < KILLS; round++) {
        sent.addAll(runRound(scene, room, "round " + round + " message ", random));
      }
      var inRoom = texts(scene, room).stream().filter(text -> text.startsWith("round")).toList();
      var atContact =
          scene.sandbox().log(Cast.contact(0)).stream()
              .filter(record -> record.isDelivered() && record.body().startsWith("round"))
              .map(record -> record.body())
              .toList();
      var toMatrix = Tally.of(sent, inRoom);
      var toMessenger = Tally.of(sent, atContact);
      System.out.println("KilledBridgeIT: to Matrix " + toMatrix);
      var told = told(scene, room);
      System.out.println("KilledBridgeIT: to Messenger " + toMessenger + ", told: " + told);
      assertThat(toMatrix).matches(Tally::isPerfect, "is perfect");
      assertThat(toMessenger.doubled()).isEmpty();
      assertThat(toMessenger.reordered()).isZero();
      assertThat(told).as("whose senders were told").containsAll(toMessenger.lost());
    }
  }

  /// The texts of which the bot said that they may not have got through.
  private static List<String> told(Scene scene, String room) {
    var events = scene.homeserver().events(room);
    var answered =
        events.stream()
            .filter(
                event ->
                    event.sender().equals(Scene.BOT) && event.body().contains("may not have been"))
            .map(event -> event.content().path("m.relates_to").path("m.in_reply_to"))
            .map(reply -> reply.path("event_id").asText())
            .toList();
    return events.stream()
        .filter(event -> answered.contains(event.id()))
        .map(StubEvent::body)
        .toList();
  }

  private static List<String> texts(Scene scene, String room) {
    return scene.homeserver().events(room).stream()
        .filter(event -> event.sender().equals(Scene.ghost(Cast.contact(0))))
        .map(StubEvent::body)
        .toList();
  }

  /// 100 messages each way at 20 a second, and one kill in the middle of them.
  private static List<String> runRound(Scene scene, String room, String prefix, Random random)
      throws InterruptedException {
    var texts = IntStream.range(0, MESSAGES).mapToObj(i -> prefix + i).toList();
    try (var clock = Executors.newScheduledThreadPool(2)) {
      for (int i = 0; i < MESSAGES; i++) {
        var text = texts.get(i);
        var due = EVERY.multipliedBy(i).toMillis();
        clock.schedule(
            () -> scene.sandbox().send(Cast.contact(0), Cast.user(0), text),
            due,
            TimeUnit.MILLISECONDS);
        clock.schedule(() -> scene.homeserver().say(USER, room, text), due, TimeUnit.MILLISECONDS);
      }
      var moment = random.nextLong(EVERY.multipliedBy(MESSAGES).toMillis());
      clock.schedule(scene::killBridge, moment, TimeUnit.MILLISECONDS);
    }
    scene.startBridgeAgain();
    scene.awaitMessage(Scene.ghost(Cast.contact(0)), texts.getLast());
    scene.sandbox().awaitReceived(Cast.contact(0), texts.getLast());
    return texts;
  }
}
