package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubHomeserver.Typed;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes with messages, seen from both sides: emoticons, and who types.
final class MessagesIT {
  private static final int RATE = 20;

  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var settings =
        Map.of(
            "monarch.messages.emoticons",
            "true",
            "monarch.messenger.message.rate",
            String.valueOf(RATE));
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(6, -1));
    scene = Scene.start(folder, people, settings);
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  private static String openPortal(int pair) {
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "Hello from " + pair);
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(pair)), "Hello from " + pair).room();
    scene.await(room, event -> event.type().equals("m.room.member") && isJoin(event.content()));
    return room;
  }

  private static boolean isJoin(JsonNode content) {
    return content.path("membership").asText().equals("join");
  }

  @Test
  void old_codes_are_emoji_in_matrix_and_codes_on_the_wire_and_none_comes_twice() {
    var user = "@codes:stub.test";
    var ghost = Scene.ghost(Cast.contact(0));
    scene.link(user, Cast.user(0));
    scene.sandbox().send(Cast.contact(0), Cast.user(0), "I (L) option (a) :-)");

    var room = scene.awaitMessage(ghost, "I ❤️ option (a) 🙂").room();
    scene.homeserver().say(user, room, "Me too 👍");
    scene.sandbox().awaitReceived(Cast.contact(0), "Me too (Y)");

    // The archive has both as codes; neither is shown again.
    var before = scene.sandbox().mark();
    scene.sandbox().drop(Cast.user(0));
    scene
        .sandbox()
        .await(
            Cast.user(0),
            before,
            record -> record.isSent() && record.stanza().toXml().contains("urn:xmpp:archive"),
            Scene.PATIENCE);
    scene.sandbox().send(Cast.contact(0), Cast.user(0), "after");
    scene.awaitMessage(ghost, "after");
    assertThat(scene.homeserver().events(room))
        .filteredOn(event -> event.type().equals("m.room.message"))
        .extracting(event -> event.body())
        .containsExactly("I ❤️ option (a) 🙂", "Me too 👍", "after");
  }

  @Rule("MSG-10")
  @Test
  void more_than_the_rate_allows_waits_and_none_is_lost_or_overtakes_another() {
    var user = "@fast:stub.test";
    scene.link(user, Cast.user(5));
    var room = openPortal(5);
    var texts = IntStream.range(0, 2 * RATE + 5).mapToObj(i -> "fast " + i).toList();

    var start = System.nanoTime();
    texts.forEach(text -> scene.homeserver().say(user, room, text));
    scene.sandbox().awaitReceived(Cast.contact(5), texts.getLast());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(
            scene.sandbox().log(Cast.contact(5)).stream()
                .filter(record -> record.isDelivered() && record.body().startsWith("fast "))
                .map(record -> record.body()))
        .containsExactlyElementsOf(texts);
  }

  @Rule("MSG-8")
  @Test
  void whoever_says_nothing_that_can_be_carried_is_told_and_the_next_message_goes_on() {
    var user = "@controls:stub.test";
    scene.link(user, Cast.user(4));
    var room = openPortal(4);

    scene.homeserver().say(user, room, "before");
    var event = scene.homeserver().say(user, room, "\u0008\uFFFE");
    scene.homeserver().say(user, room, "be\u0008hind");

    scene.sandbox().awaitReceived(Cast.contact(4), "behind");
    var notice =
        scene.await(room, said -> said.sender().equals(Scene.BOT) && said.body().startsWith("⚠"));
    assertThat(notice.body()).contains("nothing in it");
    assertThat(
            notice.content().path("m.relates_to").path("m.in_reply_to").path("event_id").asText())
        .isEqualTo(event);
  }

  @Rule("MSG-4")
  @Test
  void a_contact_is_seen_typing_until_he_stops_or_writes() throws Exception {
    scene.link("@sees:stub.test", Cast.user(1));
    var room = openPortal(1);
    var ghost = Scene.ghost(Cast.contact(1));

    scene.sandbox().sendState(Cast.contact(1), Cast.user(1), "composing");
    scene.homeserver().awaitTypings(room, 1, Scene.PATIENCE);
    scene.sandbox().sendState(Cast.contact(1), Cast.user(1), "paused");
    scene.homeserver().awaitTypings(room, 2, Scene.PATIENCE);
    scene.sandbox().sendState(Cast.contact(1), Cast.user(1), "composing");
    scene.homeserver().awaitTypings(room, 3, Scene.PATIENCE);
    scene.sandbox().send(Cast.contact(1), Cast.user(1), "typed");

    assertThat(scene.homeserver().awaitTypings(room, 4, Scene.PATIENCE))
        .containsExactly(
            new Typed(room, ghost, true),
            new Typed(room, ghost, false),
            new Typed(room, ghost, true),
            new Typed(room, ghost, false));
    scene.awaitMessage(ghost, "typed");
  }

  @Rule("MSG-4")
  @Test
  void a_contact_who_said_a_state_is_told_when_the_user_types() throws Exception {
    var user = "@types:stub.test";
    scene.link(user, Cast.user(2));
    var room = openPortal(2);
    scene.sandbox().sendState(Cast.contact(2), Cast.user(2), "composing");
    scene.homeserver().awaitTypings(room, 1, Scene.PATIENCE);

    scene.homeserver().type(room, List.of(user));
    awaitDelivered(2, isState("composing"));
    scene.homeserver().type(room, List.of());
    awaitDelivered(2, isState("paused"));
    scene.homeserver().say(user, room, "typed");
    scene.sandbox().awaitReceived(Cast.contact(2), "typed");
    awaitDelivered(2, isState("active"));

    assertThat(states(2)).containsExactly("composing", "paused", "active");
  }

  @Rule("MSG-4")
  @Test
  void a_silent_contact_is_told_nothing() throws Exception {
    var user = "@silent:stub.test";
    scene.link(user, Cast.user(3));
    var room = openPortal(3);

    scene.homeserver().type(room, List.of(user));
    scene.homeserver().say(user, room, "first");
    scene.sandbox().awaitReceived(Cast.contact(3), "first");
    scene.homeserver().type(room, List.of(user));
    scene.homeserver().type(room, List.of());
    scene.homeserver().say(user, room, "second");
    scene.sandbox().awaitReceived(Cast.contact(3), "second");

    assertThat(states(3)).isEmpty();
  }

  private static void awaitDelivered(int pair, Predicate<Element> wanted) {
    scene
        .sandbox()
        .await(
            Cast.contact(pair),
            0,
            record -> record.isDelivered() && wanted.test(record.stanza()),
            Scene.PATIENCE);
  }

  private static Predicate<Element> isState(String name) {
    return stanza -> stanza.child(Ns.CHAT_STATES, name).isPresent();
  }

  /// The states that a contact was told, in order.
  private static List<String> states(int pair) {
    return scene.sandbox().log(Cast.contact(pair)).stream()
        .filter(record -> record.isDelivered() && record.stanza().is(Ns.CLIENT, "message"))
        .flatMap(record -> record.stanza().children().stream())
        .filter(child -> child.namespace().equals(Ns.CHAT_STATES))
        .map(Element::name)
        .toList();
  }
}
