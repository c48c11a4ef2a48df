package chat.monarch.demo;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.Tally;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Alice and Bob write to each other while the bridge is killed and started again. What became of
/// it is read from Alice's `/sync` and from the sandbox.
final class Conversation {
  private static final Duration ARRIVAL = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Deployment deployment;
  private final MatrixUser alice;
  private final Cast cast;
  private final Show show;
  private final RoomId portal;

  Conversation(Deployment deployment, MatrixUser alice, Cast cast, Show show, RoomId portal) {
    this.deployment = deployment;
    this.alice = alice;
    this.cast = cast;
    this.show = show;
    this.portal = portal;
  }

  /// Has both write the lines from one to another, in turn.
  void write(int from, int to) {
    for (var i = from; i < to; i++) {
      alice.sendText(portal, cast.fromAlice().get(i));
      deployment.sandbox().send(cast.bob(), cast.alice(), cast.fromBob().get(i));
    }
    show.tell("lines " + (from + 1) + " to " + to + " written by both");
  }

  /// Waits until the first lines of both have arrived on the other side.
  void awaitArrival(int lines) {
    var here = cast.fromBob().subList(0, lines);
    var there = cast.fromAlice().subList(0, lines);
    if (!deployment.await(
        ARRIVAL, () -> hasAll(seenInMatrix(), here) && hasAll(seenByBob(), there))) {
      tell(Tally.of(here, seenInMatrix()), Tally.of(there, seenByBob()));
      throw new AssertionError("Not all has arrived within " + ARRIVAL.toSeconds() + " s");
    }
    show.tell("lines up to " + lines + " have arrived, both ways");
  }

  /// Counts all lines after a while in which what should not come may come.
  List<Tally> count() {
    deployment.await(QUIET, () -> false);
    var toMatrix = Tally.of(cast.fromBob(), seenInMatrix());
    var toMessenger = Tally.of(cast.fromAlice(), seenByBob());
    tell(toMatrix, toMessenger);
    if (!toMatrix.isPerfect() || !toMessenger.isPerfect()) {
      throw new AssertionError("Not each was seen once and in order");
    }
    return List.of(toMatrix, toMessenger);
  }

  private void tell(Tally toMatrix, Tally toMessenger) {
    show.tell("Messenger → Matrix: " + toMatrix);
    show.tell("Matrix → Messenger: " + toMessenger);
  }

  private static boolean hasAll(List<String> seen, List<String> sent) {
    return new HashSet<>(seen).containsAll(sent);
  }

  private List<String> seenInMatrix() {
    var seen = alice.texts(portal, deployment.ghost(cast.bob()));
    return seen.stream().filter(text -> !isOfArchive(text)).toList();
  }

  private boolean isOfArchive(String text) {
    return cast.archive().stream().anyMatch(past -> past.text().equals(text));
  }

  private List<String> seenByBob() {
    return deployment.sandbox().messages(cast.bob()).stream()
        .filter(message -> !message.sent())
        .map(message -> message.body())
        .toList();
  }

  /// What both sides saw, side by side.
  void transcripts() {
    var matrix =
        alice.events(portal).stream()
            .filter(event -> event.isMessage() && !isOfArchive(event.body()))
            .filter(
                event -> cast.archive().stream().noneMatch(p -> event.body().endsWith(p.text())))
            .map(
                event -> (alice.id().equals(event.sender()) ? "alice: " : "bob:   ") + event.body())
            .toList();
    var messenger =
        deployment.sandbox().messages(cast.bob()).stream()
            .map(message -> (message.sent() ? "bob:   " : "alice: ") + message.body())
            .toList();
    new SideBySide("Matrix, from alice's /sync", "Messenger, from the sandbox's log")
        .print(matrix, messenger, show::say);
  }
}
