package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.it.Cast;
import chat.monarch.it.Scene;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of messages that the service refuses (MSG-7).
final class RefusedMessageIT {
  private static final AtomicInteger PAIRS = new AtomicInteger();

  /// The user of this pair keeps no history.
  private static final int FORGETFUL = 8;

  private static Scene scene;

  private int pair = PAIRS.getAndIncrement();
  private String user = user(pair);

  private static String user(int pair) {
    return "@user" + pair + ":" + Scene.DOMAIN;
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people =
        SandboxOptions.defaults().withPersonas(Cast.pairs(9, -1, pair -> pair != FORGETFUL));
    scene = Scene.start(folder, people, Map.of());
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  private String portal() {
    scene.link(user, Cast.user(pair));
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "start " + pair);
    return scene.awaitMessage(Scene.ghost(Cast.contact(pair)), "start " + pair).room();
  }

  private List<String> atContact() {
    return scene.sandbox().log(Cast.contact(pair)).stream()
        .filter(record -> record.isDelivered() && !record.body().isEmpty())
        .map(record -> record.body())
        .toList();
  }

  private List<StubEvent> notices(String room) {
    return scene.homeserver().events(room).stream()
        .filter(event -> event.sender().equals(Scene.BOT) && event.body().startsWith("⚠"))
        .toList();
  }

  private StubEvent awaitNotice(String room) {
    return scene.await(
        room, event -> event.sender().equals(Scene.BOT) && event.body().startsWith("⚠"));
  }

  @Rule("MSG-7")
  @Test
  void what_the_service_cannot_take_now_is_sent_once_more_and_not_spoken_of() {
    var room = portal();
    scene.sandbox().failNext("message", "wait/resource-constraint", 1);

    scene.homeserver().say(user, room, "one");
    scene.sandbox().awaitReceived(Cast.contact(pair), "one");
    scene.homeserver().say(user, room, "two");
    scene.sandbox().awaitReceived(Cast.contact(pair), "two");

    assertThat(atContact()).containsExactly("one", "two");
    assertThat(notices(room)).isEmpty();
  }

  @Test
  void what_was_taken_after_it_is_not_overtaken_by_what_is_sent_once_more() throws Exception {
    var room = portal();
    scene.homeserver().awaitPushed(Scene.PATIENCE);
    scene.sandbox().failNext("message", "wait/resource-constraint", 1);
    scene.homeserver().stop();
    var first = scene.homeserver().say(user, room, "one");
    scene.homeserver().say(user, room, "two");
    scene.homeserver().say(user, room, "three");
    scene.homeserver().startAgain();

    assertThat(subject(awaitNotice(room))).isEqualTo(first);
    assertThat(atContact()).containsExactly("two", "three");
    assertThat(notices(room)).hasSize(1);
  }

  @Test
  void what_may_have_been_taken_after_it_is_not_overtaken_either() throws Exception {
    pair = FORGETFUL;
    user = user(pair);
    var room = portal();
    scene.homeserver().awaitPushed(Scene.PATIENCE);
    scene.sandbox().failNext("message", "wait/resource-constraint", 1);
    scene.homeserver().stop();
    var first = scene.homeserver().say(user, room, "one");
    var second = scene.homeserver().say(user, room, "two");
    var third = scene.homeserver().say(user, room, "three");
    scene.sandbox().cutConnectionAfter(3);
    scene.homeserver().startAgain();

    scene.await(room, event -> tells(event, first));
    assertThat(notices(room)).extracting(RefusedMessageIT::subject).containsOnlyOnce(second, third);
    assertThat(atContact()).containsExactly("two", "three");
  }

  private static boolean tells(StubEvent event, String subject) {
    return event.sender().equals(Scene.BOT) && subject(event).equals(subject);
  }

  private static String subject(StubEvent event) {
    return event.content().path("m.relates_to").path("m.in_reply_to").path("event_id").asText();
  }

  @Test
  void what_it_cannot_take_twice_is_told_once() {
    var room = portal();
    scene.sandbox().failNext("message", "wait/recipient-unavailable", 2);

    scene.homeserver().say(user, room, "one");

    assertThat(awaitNotice(room).body()).contains("recipient-unavailable");
    scene.homeserver().say(user, room, "two");
    scene.sandbox().awaitReceived(Cast.contact(pair), "two");
    assertThat(atContact()).containsExactly("two");
    assertThat(notices(room)).hasSize(1);
  }

  @Rule("MSG-7")
  @Test
  void what_it_will_never_take_is_told_at_once() {
    var room = portal();
    scene.sandbox().failNext("message", "cancel/not-allowed", 1);

    scene.homeserver().say(user, room, "one");

    assertThat(awaitNotice(room).body()).contains("does not allow you");
    assertThat(atContact()).isEmpty();
  }

  @Rule("MSG-7")
  @Test
  void an_error_without_an_id_belongs_to_the_one_message_that_was_just_written() {
    var room = portal();
    var event = scene.homeserver().say(user, room, "one");
    scene.sandbox().awaitReceived(Cast.contact(pair), "one");

    scene.sandbox().sendRaw(Cast.user(pair), errorWithoutId());

    assertThat(subject(awaitNotice(room))).isEqualTo(event);
  }

  @Rule("MSG-7")
  @Test
  void an_error_without_an_id_that_may_belong_to_several_is_told_without_naming_one() {
    var room = portal();
    scene.homeserver().say(user, room, "one");
    scene.homeserver().say(user, room, "two");
    scene.sandbox().awaitReceived(Cast.contact(pair), "two");

    scene.sandbox().sendRaw(Cast.user(pair), errorWithoutId());
    var told = awaitNotice(room);
    assertThat(told.body()).contains("does not say what");
    assertThat(told.content().path("m.relates_to").isMissingNode()).isTrue();

    // Another is not told of again so soon; one that can be named is.
    scene.sandbox().sendRaw(Cast.user(pair), errorWithoutId());
    scene.sandbox().failNext("message", "cancel/not-allowed", 1);
    var third = scene.homeserver().say(user, room, "three");
    scene.await(room, event -> tells(event, third));
    assertThat(notices(room)).hasSize(2);
  }

  @Test
  void what_the_service_cannot_read_is_told_and_stops_nothing_else() {
    scene.sandbox().set("max_inbound_stanza", "1200");
    var room = portal();
    var unreadable = scene.homeserver().say(user, room, "x".repeat(1_500));
    scene.homeserver().say(user, room, "after it");

    scene.sandbox().awaitReceived(Cast.contact(pair), "after it");

    var told = awaitNotice(room);
    assertThat(told.body()).contains("could not read it");
    assertThat(subject(told)).isEqualTo(unreadable);
    assertThat(atContact()).containsExactly("after it");
    scene.sandbox().set("max_inbound_stanza", "16384");
  }

  private String errorWithoutId() {
    return "<message xmlns='jabber:client' type='error' from='"
        + scene.sandbox().jid(Cast.contact(pair))
        + "'><error type='cancel'>"
        + "<not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>";
  }
}
