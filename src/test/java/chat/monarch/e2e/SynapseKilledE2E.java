package chat.monarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.Tally;
import chat.monarch.testkit.fault.HttpFault;
import chat.monarch.testkit.fault.HttpProxy;
import chat.monarch.testkit.fault.Trap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real Synapse ends under load, in order and by a crash, and loses what it was about to push;
/// or it leaves lying what comes while it hands over from what waited to what it pushes at once.
/// The bridge finds it all the same.
class SynapseKilledE2E {
  private static final String ACCOUNT = "00037ffe12ab34cd";
  private static final String CONTACT = "8a1b2c3d4e5f6071";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int BEFORE = 24;

  private static final int OUTAGES = 8;

  /// Less than what Synapse pushes of what waited, which is some 40 a second.
  private static final Duration PACE = Duration.ofMillis(120);

  @TempDir private static Path folder;
  private static Deployment deployment;
  private static MatrixUser alice;
  private static RoomId portal;
  private static Senders senders;
  private static final Trap toBridge = new Trap(path -> path.contains("/transactions/"));
  private static HttpProxy proxy;

  enum End {
    SIGTERM,
    SIGKILL
  }

  @BeforeAll
  static void link() throws IOException {
    deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN);
    deployment.startSandbox();
    proxy = new HttpProxy(deployment::bridgeAddress, toBridge);
    deployment.startSynapse(proxy.address());
    deployment.startBridge(Map.of("monarch.messenger.message.rate", "0"), Map.of());
    alice = deployment.createUser("alice", "secret-of-alice");
    var bot = new Linking(deployment, alice, _ -> {}).link(ACCOUNT, List.of(ACCOUNT, "Alice"));
    deployment.sandbox().send(CONTACT, ACCOUNT, "the first");
    portal = alice.awaitInvite("the portal's invitation", i -> !i.room().equals(bot), SOON).room();
    alice.join(portal);
    senders = Senders.of(deployment, alice, portal, CONTACT);
  }

  @AfterAll
  static void stop() {
    deployment.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource
  void all_that_synapse_took_before_it_ended_arrives_once(End end) throws Exception {
    var prefix = end + " ";
    var fromContact = IntStream.range(0, 5).mapToObj(i -> prefix + "from Bob " + i).toList();
    senders.write(
        prefix,
        BEFORE,
        () -> {
          switch (end) {
            case SIGTERM -> deployment.synapse().stop();
            case SIGKILL -> deployment.synapse().kill();
          }
          fromContact.forEach(text -> deployment.sandbox().send(CONTACT, ACCOUNT, text));
          deployment.synapse().startAgain();
        });

    assertArrived(prefix);
    alice.awaitEvent("the contact's last", e -> e.body().equals(fromContact.getLast()), SOON);
    assertThat(Tally.of(fromContact, seenFromContact(prefix))).matches(Tally::isPerfect);
  }

  /// Each outage of the way to the bridge ends with a handover, while they go on writing.
  @Test
  void all_that_synapse_takes_while_it_hands_over_arrives_once() throws Exception {
    var prefix = "handover ";
    senders.atPace(PACE).write(prefix, BEFORE, () -> breakOff(prefix));

    assertArrived(prefix);
  }

  private static void breakOff(String prefix) throws InterruptedException {
    var before = handovers();
    for (var outage = 1; outage <= OUTAGES; outage++) {
      var struck = new CountDownLatch(1);
      toBridge.arm(new HttpFault.AnswerLost(), 1, struck::countDown);
      struck.await();
      var wanted = before + outage;
      assertThat(deployment.await(SOON, () -> handovers() >= wanted)).isTrue();
      senders.awaitMoreArrived(prefix, BEFORE);
    }
  }

  private static long handovers() {
    try (var lines = Files.lines(deployment.synapse().log())) {
      return lines.filter(line -> line.contains("Successfully recovered")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertArrived(String prefix) {
    var toMessenger = senders.arrived(prefix);
    System.out.println("SynapseKilledE2E: " + prefix + toMessenger);
    assertThat(toMessenger.sent()).isGreaterThanOrEqualTo(BEFORE);
    assertThat(toMessenger).matches(Tally::isPerfect, "is perfect");
  }

  private static List<String> seenFromContact(String prefix) {
    return alice.texts(portal, deployment.ghost(CONTACT)).stream()
        .filter(body -> body.startsWith(prefix))
        .toList();
  }
}
