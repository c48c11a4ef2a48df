package chat.monarch.soak;

import chat.monarch.domain.id.RoomId;
import chat.monarch.soak.People.Pair;
import chat.monarch.testkit.Checkout;
import chat.monarch.testkit.RunFolders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The main of `deploy/soak`, which has built and installed what this needs.
final class Soak {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  /// Nothing may have changed for so long at the end.
  private static final Duration QUIET = Duration.ofSeconds(15);

  /// The same while something is missing: the longest pause between two tries is two minutes.
  private static final Duration FOR_RETRIES = Duration.ofSeconds(150);

  /// The same while something is missing that Synapse may have forgotten to push: the bridge looks
  /// for that every ten minutes.
  private static final Duration FOR_SYNAPSE = Duration.ofMinutes(11);

  /// How much longer than the run the bridge may take to bring over what is left.
  private static final Duration MORE = Duration.ofMinutes(3);

  private final Options options;
  private final Field field;
  private final Timeline timeline = new Timeline(Instant.now());
  private final Report report = new Report(timeline, Soak::say);
  private final BridgeFaults bridge;

  private Soak(Options options, Field field) {
    this.options = options;
    this.field = field;
    this.bridge = new BridgeFaults(field.deployment(), timeline);
  }

  public static void main(String[] arguments) {
    var options = options(List.of(arguments));
    var folders = new RunFolders(Checkout.here().resolve(".monarch/soak"));
    folders.removeOld();
    say("soak: %d minutes, seed %d".formatted(options.minutes(), options.seed()));
    var perfect = false;
    try (var field = Field.start(folders.own(), options.sabotage())) {
      perfect = new Soak(options, field).run();
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      say("soak: failed: " + e);
      e.printStackTrace();
    }
    if (perfect) {
      folders.removeOwn();
    } else {
      say("the logs are below " + folders.own());
    }
    System.exit(perfect ? 0 : 1);
  }

  private static Options options(List<String> arguments) {
    try {
      return Options.read(arguments);
    } catch (IllegalArgumentException e) {
      say("soak: " + e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  private boolean run() throws IOException, InterruptedException {
    var ledger = new Ledger(field.deployment(), field.users(), openRooms());
    field.sabotage();
    timeline.begin();
    say("soak: all have met; people write and faults strike now");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var going = start(ledger, threads);
      await(ledger, going);
      coolDown(ledger);
      threads.shutdownNow();
    }
    return report.end(ledger.read(), options.seed());
  }

  private Map<Pair, RoomId> openRooms() {
    var rooms = new HashMap<Pair, RoomId>();
    for (var user = 0; user < People.USERS; user++) {
      rooms.putAll(new Rooms(field.deployment()).open(field.users().get(user), user));
      say("soak: user %d of %d is linked".formatted(user + 1, People.USERS));
    }
    return rooms;
  }

  /// Starts writers and faults.
  private List<Future<?>> start(Ledger ledger, ExecutorService threads) {
    var going = new ArrayList<Future<?>>();
    var began = timeline.began();
    for (var striker : field.strikers(timeline, bridge)) {
      var plan = new FaultPlan(options.minutes()).lane(options.seed(), striker.kinds());
      going.add(threads.submit(new Lane(striker, plan, began, timeline)));
    }
    var traffic = new TrafficPlan(Duration.ofMinutes(options.minutes()));
    for (var user = 0; user < People.USERS; user++) {
      var matrix = field.users().get(user);
      going.add(
          threads.submit(
              new Writer(
                  traffic.ofUser(options.seed(), user),
                  line -> matrix.sendText(ledger.room(line.pair()), line.text()),
                  began,
                  timeline)));
      going.add(
          threads.submit(
              new Writer(
                  traffic.ofContacts(options.seed(), user), this::writeNatively, began, timeline)));
    }
    threads.submit(this::keepRunning);
    threads.submit(new SignInsAgain(field.deployment(), field.users(), timeline));
    return going;
  }

  private void writeNatively(TrafficPlan.Line line) {
    field.deployment().sandbox().send(line.pair().other(), line.pair().account(), line.text());
  }

  private void keepRunning() {
    try {
      while (true) {
        bridge.restartIfEnded();
        Thread.sleep(500);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Ledger ledger, List<Future<?>> going) throws InterruptedException {
    while (going.stream().anyMatch(each -> !each.isDone())) {
      Thread.sleep(BETWEEN_LINES);
      tell(ledger.read(), elapsed());
    }
  }

  private String elapsed() {
    var elapsed = Duration.between(timeline.began(), Instant.now());
    return "%d:%02d of %d:00"
        .formatted(elapsed.toMinutes(), elapsed.toSecondsPart(), options.minutes());
  }

  /// Waits until nothing is missing and nothing changes any more. What Synapse forgot to push may
  /// take its time; what a contact wrote has been retried long before.
  private void coolDown(Ledger ledger) throws InterruptedException {
    timeline.note("nobody writes any more, no fault strikes");
    var latest = Instant.now().plus(Duration.ofMinutes(options.minutes())).plus(MORE);
    var before = List.<Conversation>of();
    var since = Instant.now();
    while (Instant.now().isBefore(latest)) {
      var now = ledger.read();
      if (!now.equals(before)) {
        since = Instant.now();
        before = now;
      }
      tell(now, "cooling down");
      if (since.plus(patience(now)).isBefore(Instant.now())) {
        return;
      }
      Thread.sleep(BETWEEN_LINES);
    }
    say("soak: it did not become quiet");
  }

  private Duration patience(List<Conversation> talks) {
    if (Totals.toMessenger(talks).lost() > 0 && options.sabotage() == Sabotage.NONE) {
      return FOR_SYNAPSE;
    }
    var missing = Totals.toMatrix(talks).lost() + Totals.toMessenger(talks).lost();
    return missing > 0 ? FOR_RETRIES : QUIET;
  }

  /// Prints how it stands.
  private void tell(List<Conversation> talks, String phase) {
    var toMessenger = Totals.toMessenger(talks);
    var toMatrix = Totals.toMatrix(talks);
    report.progress(phase, toMessenger, toMatrix);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
