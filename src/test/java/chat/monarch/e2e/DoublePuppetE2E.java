package chat.monarch.e2e;

import static chat.monarch.e2e.Acquaintance.ALICE;
import static chat.monarch.e2e.Acquaintance.BOB;
import static chat.monarch.e2e.Acquaintance.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import chat.monarch.testkit.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user writes with other Messenger clients, where the real Synapse lets the bridge act as
/// its users.
class DoublePuppetE2E {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static Deployment deployment;
  private static MatrixUser alice;
  private static RoomId management;

  @BeforeAll
  static void link() {
    deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN);
    deployment.startSandbox("--personas", Acquaintance.write(folder).toString());
    // Alice has a client of the messenger: nothing waits for the bridge.
    deployment.sandbox().presence(ALICE.cid(), "NLN", "");
    deployment.sandbox().presence(BOB.cid(), "NLN", "");
    deployment.sandbox().send(ALICE.cid(), CAROL.cid(), "Before, by Alice");
    deployment.sandbox().send(CAROL.cid(), ALICE.cid(), "Before, by Carol");
    deployment.sandbox().presence(ALICE.cid(), "FLN", "");
    var puppets = deployment.startSynapseWithDoublePuppets();
    deployment.startBridge(puppets, Map.of());
    alice = deployment.createUser("alice", "secret-of-alice");
    management =
        new Linking(deployment, alice, _ -> {})
            .link(ALICE.cid(), List.of(ALICE.cid(), ALICE.fullName()));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Rule("ARC-13")
  @Test
  void history_is_said_by_both_and_she_is_notified_of_nothing() {
    var last = alice.awaitEvent("Carol's", e -> e.body().equals("Before, by Carol"), SOON);
    assertThat(last.sender()).isEqualTo(deployment.ghost(CAROL.cid()));

    assertThat(alice.messages(last.room()))
        .filteredOn(RoomEvent::isMessage)
        .filteredOn(event -> event.body().startsWith("Before"))
        .extracting(RoomEvent::sender)
        .containsExactly(alice.id(), deployment.ghost(CAROL.cid()));
    assertThat(alice.unread(last.room())).isZero();
  }

  @Rule("ARC-13")
  @Test
  void what_she_writes_elsewhere_is_hers_once_through_restarts_of_both() {
    deployment.sandbox().send(BOB.cid(), ALICE.cid(), "Hello");
    var room = alice.awaitInvite("Bob's", i -> i.name().equals(BOB.fullName()), SOON).room();
    alice.join(room);

    deployment.sandbox().send(ALICE.cid(), BOB.cid(), "From my phone");
    deployment.sandbox().drop(ALICE.cid());
    var shown = alice.awaitEvent("hers", e -> e.body().contains("From my phone"), SOON);
    deployment.synapse().stop();
    deployment.synapse().startAgain();
    assertThat(deployment.bridge().stop()).isZero();
    deployment.startBridgeAgain();
    deployment.sandbox().send(BOB.cid(), ALICE.cid(), "And again");
    alice.awaitEvent("the last", e -> e.body().equals("And again"), SOON);

    assertThat(shown.sender()).isEqualTo(alice.id());
    assertThat(shown.body()).isEqualTo("From my phone");
    assertThat(shown.content().path("fi.mau.double_puppet_source").asText()).isEqualTo("messenger");
    assertThat(alice.messages(room)).filteredOn(e -> e.body().contains("phone")).hasSize(1);
    assertThat(deployment.sandbox().messages(BOB.cid()))
        .filteredOn(message -> message.body().contains("phone"))
        .hasSize(1);
    var asked = alice.sendText(management, "ping-matrix");
    assertThat(alice.awaitEvent("the answer", e -> e.answers(asked), SOON).body())
        .contains("I can write as you");
  }
}
