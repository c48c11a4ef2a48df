package chat.monarch.demo;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.BridgeProcess;
import chat.monarch.testkit.Checkout;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RunFolders;
import chat.monarch.testkit.SandboxProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The main of `deploy/demo`, which has built and installed what this needs.
final class Demo {
  /// How many lines of each have arrived when the bridge is killed.
  private static final int ARRIVED = 6;

  /// How many were written then.
  private static final int ON_THEIR_WAY = 8;

  /// How many were written when it is back.
  private static final int GOING_ON = 10;

  private static final int ALL = 20;
  private static final Duration SOON = Duration.ofSeconds(15);

  /// A connection at the front that was sent to another host.
  private static final Predicate<JsonNode> SENT_ON =
      c -> c.path("listener").asInt() == 0 && c.path("end").asText().contains("see-other-host");

  /// A connection at a gateway that signed in.
  private static final Predicate<JsonNode> RESIDENT =
      c -> c.path("listener").asInt() > 0 && c.hasNonNull("jid");

  private final Cast cast = Cast.draw();
  private final Show show = new Show(System.out);
  private final Deployment deployment;

  private Demo(Path folder) {
    this.deployment = new Deployment(folder, cast.client());
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
    try (deployment) {
      return wasSeen() ? leave(keep) : 1;
    } catch (IllegalStateException notEnded) {
      show.say("\n✗ " + notEnded.getMessage());
      return 1;
    }
  }

  private boolean wasSeen() {
    try {
      play();
      show.say("\n✓ All " + show.steps() + " steps were seen, on both sides.");
      return true;
    } catch (Show.Missed missed) {
      show.say("\n✗ Failed at " + missed.getMessage());
      Stream.of(deployment.casualties())
          .filter(dead -> !dead.isEmpty() && !missed.getMessage().contains(dead))
          .forEach(dead -> show.say("  Meanwhile: " + dead));
      show.say("  The logs are below " + deployment.folder());
      return false;
    }
  }

  private int leave(boolean running) throws InterruptedException {
    if (running) {
      tellWhatRuns();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private void play() {
    show.step("The Messenger sandbox starts", this::startSandbox);
    var alice =
        show.step("Synapse starts, with the registration that the bridge made", this::startSynapse);
    show.step("The bridge starts, with an embedded PostgreSQL", this::startBridge);
    var management =
        show.step(
            "An account is linked through the bot's DM, by OAuth consent",
            () ->
                new Linking(deployment, alice, show::tell)
                    .link(cast.alice(), List.of(cast.alice(), Cast.ALICE_NAME, Cast.ALICE_EMAIL)));
    show.step("A see-other-host redirect was followed on the way in", this::seeRedirect);
    var portal =
        show.step(
            "The archive of 10 was imported before alice was invited",
            () -> new ArchiveLook(deployment, alice, cast, show).see(management));
    var company = new Company(deployment, alice, cast, show, management);
    show.step(
        "Bob is seen busy in alice's client, and alice is busy for Messenger as she told the bot",
        company::seeEachOther);
    show.step("Carol wants to be a contact; the bot asks, and alice accepts", company::acceptCarol);
    converse(alice, portal);
  }

  private SandboxProcess.Listening startSandbox() throws IOException {
    var folder = Files.createDirectories(deployment.folder());
    var personas = folder.resolve("personas.yaml");
    Files.writeString(personas, cast.personas(deployment.bridgeAddress()));
    var sandbox =
        deployment
            .startSandbox("--personas", personas.toString(), "--set", "redirect.mode=always")
            .listening();
    deployment.sandbox().card(cast.bob(), Cast.BOB_NAME, Cast.BOB_PICTURE);
    deployment.sandbox().card(cast.carol(), Cast.CAROL_NAME, Cast.CAROL_PICTURE);
    show.tell("XMPP at " + sandbox.front() + ", OAuth at " + sandbox.http());
    return sandbox;
  }

  private MatrixUser startSynapse() {
    show.tell("client-server API at " + deployment.startSynapse().address());
    var alice = deployment.createUser("alice", cast.password());
    show.tell(alice.id().value() + " was registered");
    return alice;
  }

  private BridgeProcess startBridge() {
    return told(deployment.startBridge());
  }

  private BridgeProcess told(BridgeProcess bridge) {
    show.tell("ready at " + bridge.address() + ", process " + bridge.pid());
    return bridge;
  }

  private List<JsonNode> seeRedirect() {
    deployment.await(SOON, () -> !connections(RESIDENT).isEmpty());
    var sentOn = connections(SENT_ON);
    var residents = connections(RESIDENT);
    sentOn.forEach(c -> show.tell("front: " + c.path("end").asText()));
    residents.forEach(
        c -> show.tell("gateway " + c.path("listener") + ": " + c.path("jid").asText()));
    if (sentOn.isEmpty() || residents.isEmpty()) {
      throw new AssertionError("The sandbox saw " + deployment.sandbox().connections());
    }
    return residents;
  }

  private List<JsonNode> connections(Predicate<JsonNode> wanted) {
    return deployment.sandbox().connections().valueStream().filter(wanted).toList();
  }

  private void converse(MatrixUser alice, RoomId portal) {
    var conversation = new Conversation(deployment, alice, cast, show, portal);
    show.step(
        "The bridge is killed (kill -9) in the middle of the talk, and started again",
        () -> killInTheMiddle(conversation));
    show.step(
        "20 messages each way, each seen on the other side once and in order",
        () -> {
          conversation.write(GOING_ON, ALL);
          conversation.awaitArrival(ALL);
          return conversation.count();
        });
    conversation.transcripts();
  }

  // What is on its way at the kill, and what comes while the bridge is away, must be within the ten
  // messages of the service's archive: what is beyond it no bridge can get back.
  private BridgeProcess killInTheMiddle(Conversation conversation) {
    conversation.write(0, ARRIVED);
    conversation.awaitArrival(ARRIVED);
    conversation.write(ARRIVED, ON_THEIR_WAY);
    var pid = deployment.bridge().pid();
    deployment.bridge().kill();
    show.tell("process " + pid + " was killed");
    conversation.write(ON_THEIR_WAY, GOING_ON);
    var again = told(deployment.startBridgeAgain());
    conversation.awaitArrival(GOING_ON);
    return again;
  }

  private void tellWhatRuns() {
    var sandbox = deployment.sandbox().listening().http();
    show.say(
        """

        Left running for a real client, until Ctrl-C:
          homeserver  %s, user alice, password %s
          bridge      %s, bot %s
          sandbox     %s, account %s (%s), contact %s (%s)
          bob writes: curl %5$s/control -d '{"send": {"from": "%8$s", "to": "%6$s", "body": "Hello"}}'
          bob is busy: curl %5$s/control -d '{"presence": {"account": "%8$s", "state": "BSY", "message": "At work"}}'\
        """
            .formatted(
                deployment.synapse().address(),
                cast.password(),
                deployment.bridge().address(),
                deployment.bot().value(),
                sandbox,
                cast.alice(),
                Cast.ALICE_NAME,
                cast.bob(),
                Cast.BOB_NAME));
  }
}
