package chat.monarch.demo;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.BridgeProcess;
import chat.monarch.testkit.Checkout;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The main of `deploy/demo`, which has built and installed what this needs.
final class Demo {
  private static final int FIRST_PART = 8;
  private static final int WHILE_AWAY = 12;
  private static final int ALL = 20;
  private static final Duration SOON = Duration.ofSeconds(15);

  /// A connection at the front that was sent to another host.
  private static final Predicate<JsonNode> SENT_ON =
      c -> c.path("listener").asInt() == 0 && c.path("end").asText().contains("see-other-host");

  /// A connection at a gateway that signed in.
  private static final Predicate<JsonNode> RESIDENT =
      c -> c.path("listener").asInt() > 0 && c.hasNonNull("jid");

  private final Scene scene;
  private final Cast cast = Cast.draw();
  private final Show show = new Show(System.out);

  private Demo(Path folder) {
    this.scene = new Scene(folder);
  }

  /// @param arguments `--keep`, or nothing
  public static void main(String[] arguments) throws InterruptedException {
    var folders = new RunFolders(Checkout.here().resolve(".monarch/demo"));
    folders.removeOld();
    var demo = new Demo(folders.own());
    Runtime.getRuntime().addShutdownHook(new Thread(demo.show::end));
    var exit = demo.run(List.of(arguments).contains("--keep"));
    if (exit == 0) {
      folders.removeOwn();
    }
    System.exit(exit);
  }

  private int run(boolean keep) throws InterruptedException {
    try (scene) {
      play();
      show.say("\n✓ All " + show.steps() + " steps were seen on both sides.");
      if (keep) {
        leaveRunning();
      }
      return 0;
    } catch (Show.Missed missed) {
      var dead = scene.casualties();
      show.say("\n✗ Failed at " + missed.getMessage() + (dead.isEmpty() ? "" : " (" + dead + ")"));
      show.say("  The logs are below " + scene.folder());
      return 1;
    } catch (IllegalStateException notEnded) {
      show.say("\n✗ " + notEnded.getMessage());
      return 1;
    }
  }

  private void play() {
    show.step("The Messenger sandbox starts", this::startSandbox);
    show.step("Synapse starts with the registration that the bridge generated", this::startSynapse);
    show.step("The bridge starts, with an embedded PostgreSQL", this::startBridge);
    var management =
        show.step(
            "An account is linked through the bot's DM, by OAuth consent",
            () -> new Linking(scene, cast, show).link());
    show.step("A see-other-host redirect was followed on the way in", this::seeRedirect);
    var portal =
        show.step(
            "The archive of 10 was imported before alice's invitation",
            () -> new ArchiveLook(scene, cast, show).see(management));
    converse(portal);
  }

  private Void startSandbox() throws IOException {
    var sandbox = scene.startSandbox(cast).listening();
    show.tell("XMPP at " + sandbox.front() + ", OAuth at " + sandbox.http());
    return null;
  }

  private Void startSynapse() {
    show.tell("client-server API at " + scene.startSynapse().address());
    show.tell(scene.createAlice().id().value() + " was registered");
    return null;
  }

  private Void startBridge() {
    show.tell(words(scene.startBridge()));
    return null;
  }

  private static String words(BridgeProcess bridge) {
    return "ready at " + bridge.address() + ", process " + bridge.pid();
  }

  private Void seeRedirect() throws InterruptedException {
    scene.await(SOON, () -> connections(RESIDENT).findAny().isPresent());
    connections(SENT_ON).forEach(c -> show.tell("front: " + c.path("end").asText()));
    connections(RESIDENT)
        .forEach(c -> show.tell("gateway " + c.path("listener") + ": " + c.path("jid").asText()));
    if (connections(SENT_ON).findAny().isEmpty() || connections(RESIDENT).findAny().isEmpty()) {
      throw new AssertionError("The sandbox saw " + scene.sandbox().connections());
    }
    return null;
  }

  private Stream<JsonNode> connections(Predicate<JsonNode> wanted) {
    return scene.sandbox().connections().valueStream().filter(wanted);
  }

  private void converse(RoomId portal) {
    var conversation = new Conversation(scene, cast, show, portal);
    show.step(
        "The bridge is killed (kill -9) in the middle of the talk, and started again",
        () -> {
          conversation.write(0, FIRST_PART);
          var pid = scene.bridge().pid();
          scene.bridge().kill();
          show.tell("process " + pid + " killed");
          conversation.write(FIRST_PART, WHILE_AWAY);
          show.tell(words(scene.startBridgeAgain()));
          conversation.write(WHILE_AWAY, ALL);
          return null;
        });
    show.step(
        "20 messages each way, each seen on the other side once and in order",
        () -> {
          conversation.awaitAll();
          return null;
        });
    conversation.transcripts();
  }

  private void leaveRunning() throws InterruptedException {
    var service = scene.sandbox().listening();
    show.say(
        """

        Left running for a real client, until Ctrl-C:
          homeserver  %s   user alice, password %s
          bridge      %s   bot %s
          sandbox     %s   account %s (%s), contact %s (%s)
          bob writes  curl %s/control -d '{"send":{"from":"%s","to":"%s","body":"Hello"}}'\
        """
            .formatted(
                scene.synapse().address(),
                scene.password(),
                scene.bridge().address(),
                scene.bot().value(),
                service.http(),
                cast.alice(),
                Cast.ALICE_NAME,
                cast.bob(),
                Cast.BOB_NAME,
                service.http(),
                cast.bob(),
                cast.alice()));
    new CountDownLatch(1).await();
  }
}
