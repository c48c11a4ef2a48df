package chat.monarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.Synapse;
import chat.monarch.testkit.SynapseOptions;
import chat.monarch.testkit.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kit against the real Synapse: what its users send and see, and what a restart leaves.
class SynapseE2E {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static Synapse synapse;
  private static MatrixUser alice;
  private static MatrixUser bob;

  @BeforeAll
  static void start() {
    synapse = Synapse.start(folder, SynapseOptions.plain());
    alice = synapse.createUser("alice", "secret-of-alice");
    bob = synapse.createUser("bob", "secret-of-bob");
  }

  @AfterAll
  static void stop() {
    alice.close();
    bob.close();
    synapse.close();
  }

  @Test
  void two_users_exchange_messages_in_a_direct_chat_once_and_in_order() {
    // Given
    var invited = bob.expectInvite("alice's invitation", i -> i.sender().equals(alice.id()));
    var room = alice.createDirect(bob.id(), false);
    assertThat(invited.within(SOON).direct()).isTrue();
    bob.join(room);
    var sent = IntStream.range(0, 150).mapToObj(i -> "message " + i).toList();

    // When
    var last = bob.expect("the last message", event -> event.body().equals("message 149"));
    sent.forEach(text -> alice.sendText(room, text));
    last.within(SOON);
    bob.sendEmote(room, "waves");

    // Then
    assertThat(Tally.of(sent, bob.texts(room, alice.id()))).matches(Tally::isPerfect);
    var emote = alice.awaitEvent("bob's emote", e -> e.kind().equals("m.emote"), SOON);
    assertThat(emote.body()).isEqualTo("waves");
    assertThat(alice.directRooms().get(bob.id())).contains(room);
    assertThat(alice.members(room).get(bob.id()).name()).isEqualTo("Bob");
  }

  @Test
  void what_was_said_before_someone_came_in_is_seen_in_order() {
    // Given
    var room = alice.createRoom("Long before");
    var sent = IntStream.range(0, 230).mapToObj(i -> "earlier " + i).toList();
    sent.forEach(text -> alice.sendNotice(room, text));

    // When
    alice.invite(room, bob.id());
    bob.join(room);
    bob.awaitEvent("the last of it", event -> event.body().equals("earlier 229"), SOON);

    // Then
    assertThat(Tally.of(sent, bob.texts(room, alice.id()))).matches(Tally::isPerfect);
    assertThat(bob.events(room)).hasSameElementsAs(bob.messages(room));
  }

  @Test
  void rooms_and_listeners_outlive_a_kill_of_the_homeserver() {
    // Given
    var room = alice.createDirect(bob.id(), false);
    bob.join(room);
    alice.sendText(room, "before the kill");

    // When
    synapse.kill();
    synapse.startAgain();
    alice.sendText(room, "after the kill");

    // Then
    bob.awaitEvent("the second text", event -> event.body().equals("after the kill"), SOON);
    assertThat(bob.texts(room, alice.id())).containsExactly("before the kill", "after the kill");
  }
}
