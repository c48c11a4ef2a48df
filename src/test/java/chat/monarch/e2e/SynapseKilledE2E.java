package chat.monarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import chat.monarch.testkit.SandboxProcess;
import chat.monarch.testkit.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real Synapse ends under load, in order and by a crash, and loses what it was about to push:
/// the bridge finds it all the same.
class SynapseKilledE2E {
  private static final String ACCOUNT = "00037ffe12ab34cd";
  private static final String CONTACT = "8a1b2c3d4e5f6071";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int SENDERS = 4;
  private static final int BEFORE = 24;

  @TempDir private static Path folder;
  private static Deployment deployment;
  private static MatrixUser alice;
  private static RoomId portal;

  enum End {
    SIGTERM,
    SIGKILL
  }

  @BeforeAll
  static void link() {
    deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN);
    deployment.startSandbox();
    deployment.startSynapse();
    deployment.startBridge();
    alice = deployment.createUser("alice", "secret-of-alice");
    var bot = new Linking(deployment, alice, _ -> {}).link(ACCOUNT, List.of(ACCOUNT, "Alice"));
    deployment.sandbox().send(CONTACT, ACCOUNT, "the first");
    portal = alice.awaitInvite("the portal's invitation", i -> !i.room().equals(bot), SOON).room();
    alice.join(portal);
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @ParameterizedTest
  @EnumSource
  void all_that_synapse_took_before_it_ended_arrives_once(End end) throws Exception {
    var prefix = end + " ";
    var underWay = new CountDownLatch(BEFORE);
    var ended = new AtomicBoolean();
    var fromContact = IntStream.range(0, 5).mapToObj(i -> prefix + "from Bob " + i).toList();
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < SENDERS; sender++) {
        var name = prefix + "sender " + sender + " text ";
        senders.execute(() -> sendUntil(ended, name, underWay));
      }
      underWay.await();
      switch (end) {
        case SIGTERM -> deployment.synapse().stop();
        case SIGKILL -> deployment.synapse().kill();
      }
      ended.set(true);
      fromContact.forEach(text -> deployment.sandbox().send(CONTACT, ACCOUNT, text));
      deployment.synapse().startAgain();
    }

    var taken = takenBySynapse(prefix);
    assertThat(taken).hasSizeGreaterThanOrEqualTo(BEFORE);
    deployment.await(SOON, () -> new HashSet<>(atContact(prefix)).containsAll(taken));
    alice.awaitEvent("the contact's last", e -> e.body().equals(fromContact.getLast()), SOON);
    var arrived = atContact(prefix);
    var toMessenger = Tally.of(taken, arrived);
    System.out.println("SynapseKilledE2E: " + end + ": " + toMessenger);
    assertThat(toMessenger.lost()).isEmpty();
    assertThat(toMessenger.doubled()).isEmpty();
    assertThat(toMessenger.reordered()).as("shown %s, arrived %s", taken, arrived).isZero();
    assertThat(Tally.of(fromContact, seenFromContact(prefix))).matches(Tally::isPerfect);
  }

  /// What got no answer is sent again when Synapse is back.
  private static void sendUntil(AtomicBoolean ended, String name, CountDownLatch underWay) {
    for (int i = 0; !ended.get(); i++) {
      alice.sendText(portal, name + i);
      underWay.countDown();
    }
  }

  /// What Synapse has, in the order in which it shows and pushes it. Texts that were sent at once
  /// may stand in another order in `/messages`, which goes by the depth of events.
  private static List<String> takenBySynapse(String prefix) {
    var taken = fromAlice(alice.messages(portal), prefix);
    assertThat(
            deployment.await(
                SOON, () -> fromAlice(alice.events(portal), prefix).containsAll(taken)))
        .isTrue();
    var shown = fromAlice(alice.events(portal), prefix);
    assertThat(shown).hasSameElementsAs(taken);
    return shown;
  }

  private static List<String> fromAlice(List<RoomEvent> events, String prefix) {
    return events.stream()
        .filter(event -> event.sender().equals(alice.id()))
        .map(RoomEvent::body)
        .filter(body -> body.startsWith(prefix))
        .toList();
  }

  private static List<String> seenFromContact(String prefix) {
    return alice.texts(portal, deployment.ghost(CONTACT)).stream()
        .filter(body -> body.startsWith(prefix))
        .toList();
  }

  private static List<String> atContact(String prefix) {
    return deployment.sandbox().messages(CONTACT).stream()
        .filter(message -> !message.sent())
        .map(SandboxProcess.Message::body)
        .filter(body -> body.startsWith(prefix))
        .toList();
  }
}
