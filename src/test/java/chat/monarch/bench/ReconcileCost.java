package chat.monarch.bench;

import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What it costs a real Synapse that the bridge looks what it missed: the main of `deploy/bench
/// --reconcile`. The bridge looks whenever it starts, as it does every ten minutes.
final class ReconcileCost {
  private static final int LOOKS = 5;
  private static final int BUSY_ROOMS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// A look has ended when no request came for so long.
  private static final Duration AFTERWARDS = Duration.ofSeconds(4);

  private final Deployment deployment;
  private final int count;

  private ReconcileCost(Deployment deployment, int count) {
    this.deployment = deployment;
    this.count = count;
  }

  /// @param arguments the folder for data and logs, how many rooms
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    try (var deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN)) {
      new ReconcileCost(deployment, Integer.parseInt(arguments[1])).measure();
    }
    System.exit(0);
  }

  private void measure() throws Exception {
    deployment.startSandbox();
    deployment.startSynapse();
    say("the first look, no rooms", look(deployment::startBridge));
    deployment.bridge().stop();
    var token =
        Registration.read(deployment.folder().resolve("bridge/registration.yaml")).asToken();
    try (var rooms = new BotRooms(deployment.synapse().address(), token)) {
      System.out.println("Making " + count + " rooms");
      rooms.make(count);
      say("a look after " + count + " rooms were made", look(deployment::startBridgeAgain));
      for (var i = 0; i < LOOKS; i++) {
        deployment.bridge().stop();
        say("a look when nothing happened", look(deployment::startBridgeAgain));
      }
      deployment.bridge().stop();
      rooms.write(BUSY_ROOMS);
      say("a look after a message in " + BUSY_ROOMS + " rooms", look(deployment::startBridgeAgain));
    }
  }

  private static void say(String when, SynapseCosts costs) {
    System.out.println(when + ": " + costs);
  }

  /// What the look at a start of the bridge cost.
  private SynapseCosts look(Runnable start) throws IOException, InterruptedException {
    var log = deployment.synapse().log();
    var before = Files.size(log);
    start.run();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (SynapseCosts.since(log, before).requests() == 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The bridge did not look what it missed");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return settled(log, before);
  }

  /// The costs when no request has come for a while.
  private static SynapseCosts settled(Path log, long before)
      throws IOException, InterruptedException {
    SynapseCosts earlier;
    var costs = SynapseCosts.since(log, before);
    do {
      earlier = costs;
      TimeUnit.NANOSECONDS.sleep(AFTERWARDS.toNanos());
      costs = SynapseCosts.since(log, before);
    } while (costs.requests() > earlier.requests());
    return costs;
  }
}
