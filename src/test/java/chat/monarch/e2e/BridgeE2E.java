package chat.monarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.SandboxProcess;
import chat.monarch.testkit.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged bridge between the real Synapse and the runnable sandbox: a person links, and texts
/// go both ways, through a restart of Synapse and of the bridge.
class BridgeE2E {
  private static final String ACCOUNT = "00037ffe12ab34cd";
  private static final String CONTACT = "8a1b2c3d4e5f6071";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static Deployment deployment;
  private static MatrixUser alice;
  private static RoomId portal;

  @BeforeAll
  static void link() {
    deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN);
    deployment.startSandbox("--set", "redirect.mode=always");
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

  @Test
  void texts_go_both_ways_once_and_in_order() {
    var texts = texts("plain");

    for (var text : texts) {
      alice.sendText(portal, text);
      deployment.sandbox().send(CONTACT, ACCOUNT, text);
    }

    assertThat(arriving(texts)).allMatch(Tally::isPerfect);
  }

  @Test
  void a_killed_synapse_loses_nothing_of_what_the_contact_writes() {
    var texts = texts("while Synapse is away");

    deployment.synapse().kill();
    texts.forEach(text -> deployment.sandbox().send(CONTACT, ACCOUNT, text));
    deployment.synapse().startAgain();

    var seen = alice.awaitEvent("the last", e -> e.body().equals(texts.getLast()), SOON);
    assertThat(seen.sender()).isEqualTo(deployment.ghost(CONTACT));
    assertThat(Tally.of(texts, inMatrix(texts))).matches(Tally::isPerfect);
  }

  @Test
  void what_is_written_while_the_bridge_is_stopped_arrives_when_it_is_back() {
    var texts = texts("while the bridge is away");

    assertThat(deployment.bridge().stop()).isZero();
    assertThat(deployment.bridge().databases()).isZero();
    for (var text : texts) {
      alice.sendText(portal, text);
      deployment.sandbox().send(CONTACT, ACCOUNT, text);
    }
    deployment.startBridgeAgain();

    assertThat(arriving(texts)).allMatch(Tally::isPerfect);
  }

  @Test
  void the_portal_has_the_contacts_name_and_its_members() {
    var members = alice.members(portal);

    assertThat(alice.state(portal, "m.room.name", "").path("name").asText())
        .isEqualTo("Bob Builder");
    assertThat(members).containsKeys(alice.id(), deployment.bot(), deployment.ghost(CONTACT));
    assertThat(members.get(deployment.ghost(CONTACT)).avatar()).isNotNull();
  }

  private static List<String> texts(String kind) {
    return IntStream.range(0, 8).mapToObj(i -> i + " " + kind).toList();
  }

  /// Waits until all have arrived on both sides, and counts.
  private static List<Tally> arriving(List<String> texts) {
    deployment.await(
        SOON,
        () ->
            new HashSet<>(inMatrix(texts)).containsAll(texts)
                && new HashSet<>(inMessenger(texts)).containsAll(texts));
    return List.of(Tally.of(texts, inMatrix(texts)), Tally.of(texts, inMessenger(texts)));
  }

  private static List<String> inMatrix(List<String> texts) {
    var seen = alice.texts(portal, deployment.ghost(CONTACT));
    return seen.stream().filter(texts::contains).toList();
  }

  private static List<String> inMessenger(List<String> texts) {
    return deployment.sandbox().messages(CONTACT).stream()
        .filter(message -> !message.sent())
        .map(SandboxProcess.Message::body)
        .filter(texts::contains)
        .toList();
  }
}
