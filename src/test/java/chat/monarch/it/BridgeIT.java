package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Browser;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.Tally;
import chat.monarch.testkit.homeserver.StubEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the bridge does for people, seen from both sides. The same class runs against the jar and
/// against the executable.
final class BridgeIT {
  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(15, 1));
    scene = Scene.start(folder, people.with("redirect.mode", "always"), Map.of());
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void history_is_imported_in_order_with_its_dates_before_the_user_is_invited() {
    scene.link("@history:stub.test", Cast.user(1));

    var invite =
        scene.homeserver().await(event -> isInvite(event, "@history:stub.test", 1), Scene.PATIENCE);
    assertThat(invite.sender()).isEqualTo(Scene.ghost(Cast.contact(1)));
    assertThat(invite.content().path("is_direct").asBoolean()).isTrue();
    var events = scene.homeserver().events(invite.room());
    var history = events.stream().filter(event -> event.body().contains("Once ")).toList();
    assertThat(history)
        .hasSize(10)
        .allMatch(event -> events.indexOf(event) < events.indexOf(invite));
    assertThat(history.stream().map(StubEvent::ts))
        .isEqualTo(
            IntStream.range(0, 10)
                .mapToObj(i -> Cast.PAST.plusSeconds(60L * i).toEpochMilli())
                .toList());
    assertThat(history.getFirst().body()).isEqualTo("You (elsewhere): Once 0");
    assertThat(history.get(1).sender()).isEqualTo(Scene.ghost(Cast.contact(1)));
  }

  private static boolean isInvite(StubEvent event, String user, int pair) {
    return event.type().equals("m.room.member")
        && user.equals(event.stateKey())
        && event.content().path("membership").asText().equals("invite")
        && scene
            .homeserver()
            .membership(event.room(), Scene.ghost(Cast.contact(pair)))
            .equals("join");
  }

  @Test
  void a_ghost_has_name_and_picture_before_it_enters_a_room() {
    scene.link("@ghost:stub.test", Cast.user(2));
    scene.sandbox().send(Cast.contact(2), Cast.user(2), "Do you see me?");

    var shown = scene.awaitMessage(Scene.ghost(Cast.contact(2)), "Do you see me?");
    var profile = scene.homeserver().profile(shown.sender());
    assertThat(profile.path("displayname").asText()).isEqualTo("Contact 2");
    assertThat(scene.homeserver().media(profile.path("avatar_url").asText())).isEqualTo(Cast.PIXEL);
    assertThat(scene.homeserver().state(shown.room(), "m.room.name", "").path("name").asText())
        .isEqualTo("Contact 2");
    assertThat(shown.content().path("chat.monarch").path("id").asText()).isNotEmpty();
  }

  @Test
  void texts_go_both_ways_once_and_in_order() {
    scene.link("@both:stub.test", Cast.user(3));
    var toMatrix = IntStream.range(0, 30).mapToObj(i -> "in " + i).toList();
    var toMessenger = IntStream.range(0, 30).mapToObj(i -> "out " + i).toList();
    scene.sandbox().send(Cast.contact(3), Cast.user(3), "in 0");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(3)), "in 0").room();
    for (int i = 0; i < 30; i++) {
      if (i > 0) {
        scene.sandbox().send(Cast.contact(3), Cast.user(3), toMatrix.get(i));
      }
      scene.homeserver().say("@both:stub.test", room, toMessenger.get(i));
    }

    scene.awaitMessage(Scene.ghost(Cast.contact(3)), "in 29");
    scene.sandbox().awaitReceived(Cast.contact(3), "out 29");
    var inRoom =
        scene.homeserver().events(room).stream()
            .filter(event -> event.sender().equals(Scene.ghost(Cast.contact(3))))
            .map(StubEvent::body)
            .filter(body -> body.startsWith("in "))
            .toList();
    assertThat(Tally.of(toMatrix, inRoom)).matches(Tally::isPerfect);
    assertThat(Tally.of(toMessenger, received(3, "out "))).matches(Tally::isPerfect);
  }

  private static List<String> received(int pair, String start) {
    return scene.sandbox().log(Cast.contact(pair)).stream()
        .filter(record -> record.isDelivered() && record.body().startsWith(start))
        .map(record -> record.body())
        .toList();
  }

  @Rule("ARC-13")
  @Test
  void t36_an_archive_that_overlaps_with_live_messages_doubles_nothing() {
    scene.link("@overlap:stub.test", Cast.user(11));
    scene.sandbox().send(Cast.contact(11), Cast.user(11), "in ok");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(11)), "in ok").room();
    scene.homeserver().say("@overlap:stub.test", room, "out ok");
    scene.sandbox().awaitReceived(Cast.contact(11), "out ok");
    scene.sandbox().send(Cast.contact(11), Cast.user(11), "in ok too");
    scene.awaitMessage(Scene.ghost(Cast.contact(11)), "in ok too");

    var before = scene.sandbox().mark();
    scene.sandbox().drop(Cast.user(11));
    scene
        .sandbox()
        .await(
            Cast.user(11),
            before,
            record -> record.isSent() && record.stanza().toXml().contains("urn:xmpp:archive"),
            Scene.PATIENCE);
    scene.sandbox().send(Cast.contact(11), Cast.user(11), "in after");

    scene.awaitMessage(Scene.ghost(Cast.contact(11)), "in after");
    var texts =
        scene.homeserver().events(room).stream()
            .map(StubEvent::body)
            .filter(body -> body.contains("ok"));
    assertThat(texts).containsExactly("in ok", "out ok", "in ok too");
    assertThat(received(11, "out")).containsExactly("out ok");
  }

  @Test
  void whoever_invites_a_ghost_is_led_to_the_conversations_own_room() {
    scene.link("@inviter:stub.test", Cast.user(12));
    var ghost = Scene.ghost(Cast.contact(12));
    var made = scene.homeserver().openDirectRoom("@inviter:stub.test", ghost);

    var said = awaitSaying(made, ghost);
    var portal = said.replaceFirst(".*(![^?]+)[?]via=stub[.]test$", "$1");
    scene.await(
        portal,
        event ->
            event.type().equals("m.room.member")
                && "@inviter:stub.test".equals(event.stateKey())
                && event.content().path("membership").asText().equals("join"));
    scene.homeserver().say("@inviter:stub.test", portal, "found you");
    scene.sandbox().awaitReceived(Cast.contact(12), "found you");
    scene.await(made, event -> ghost.equals(event.stateKey()) && isLeave(event));

    var again = scene.homeserver().openDirectRoom("@inviter:stub.test", ghost);
    assertThat(awaitSaying(again, ghost))
        .contains("Our conversation is in another, where you are already", portal)
        .doesNotContain("You are invited");
  }

  private static String awaitSaying(String room, String sender) {
    return scene
        .await(room, event -> event.sender().equals(sender) && !event.body().isEmpty())
        .body();
  }

  private static boolean isLeave(StubEvent event) {
    return event.content().path("membership").asText().equals("leave");
  }

  @Test
  void a_user_who_left_is_asked_in_again_by_the_next_message() {
    scene.link("@leaver:stub.test", Cast.user(13));
    scene.sandbox().send(Cast.contact(13), Cast.user(13), "first");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(13)), "first").room();

    scene.homeserver().leave("@leaver:stub.test", room);
    var gone =
        scene.await(room, event -> "@leaver:stub.test".equals(event.stateKey()) && isLeave(event));
    assertThat(isAskedInAgain(room, gone)).as("before anybody wrote").isFalse();
    var asked = false;
    for (int i = 0; i < 20 && !asked; i++) {
      // The first ones may still cross with his leaving.
      scene.sandbox().send(Cast.contact(13), Cast.user(13), "come back " + i);
      scene.awaitMessage(Scene.ghost(Cast.contact(13)), "come back " + i);
      asked = isAskedInAgain(room, gone);
    }
    assertThat(asked).isTrue();
  }

  private static boolean isAskedInAgain(String room, StubEvent since) {
    var events = scene.homeserver().events(room);
    return events.subList(events.indexOf(since) + 1, events.size()).stream()
        .filter(event -> since.stateKey() != null && since.stateKey().equals(event.stateKey()))
        .anyMatch(event -> event.content().path("membership").asText().equals("invite"));
  }

  @Test
  void emotes_notices_and_long_texts_arrive_as_plain_text() {
    scene.link("@kinds:stub.test", Cast.user(4));
    scene.sandbox().send(Cast.contact(4), Cast.user(4), "start");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(4)), "start").room();

    scene.homeserver().say("@kinds:stub.test", room, "m.notice", "a notice");
    scene.homeserver().say("@kinds:stub.test", room, "m.emote", "waves");
    scene.homeserver().say("@kinds:stub.test", room, "word ".repeat(8000) + "end");
    scene.homeserver().say("@kinds:stub.test", room, "after");

    scene.sandbox().awaitReceived(Cast.contact(4), "after");
    var texts = received(4, "");
    assertThat(texts).contains("a notice").anyMatch(text -> text.matches("\\* .* waves"));
    var parts = texts.stream().filter(text -> text.contains("word")).toList();
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(String.join(" ", parts)).endsWith("end");
  }

  @Test
  void what_the_messenger_cannot_carry_is_told_to_its_sender() {
    scene.link("@told:stub.test", Cast.user(5));
    scene.sandbox().send(Cast.contact(5), Cast.user(5), "start");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(5)), "start").room();

    scene.homeserver().say("@told:stub.test", room, "m.image", "photo.png");

    var notice = scene.await(room, event -> event.sender().equals(BOT) && !event.body().isEmpty());
    assertThat(notice.body())
        .isEqualTo("⚠ Pictures cannot be sent to Messenger: yours was not delivered.");
  }

  @Test
  void a_reaction_or_a_deletion_is_told_beside_the_message_that_it_is_about() {
    scene.link("@reacting:stub.test", Cast.user(14));
    scene.sandbox().send(Cast.contact(14), Cast.user(14), "start");
    var start = scene.awaitMessage(Scene.ghost(Cast.contact(14)), "start");
    var relation = json().put("event_id", start.id()).put("key", "👍");
    var reaction = send(start.room(), "m.reaction", json().set("m.relates_to", relation));
    send(start.room(), "m.room.redaction", json().put("redacts", reaction));
    var said = scene.homeserver().say("@reacting:stub.test", start.room(), "said");
    send(start.room(), "m.room.redaction", json().put("redacts", said));

    assertThat(awaitAnswer(start.room(), start.id()).body())
        .isEqualTo("⚠ Messenger has no reactions: yours was not delivered.");
    assertThat(awaitAnswer(start.room(), said).body())
        .isEqualTo("⚠ Messenger cannot delete messages: Contact 14 still sees what was delivered.");
    assertThat(scene.homeserver().events(start.room()))
        .filteredOn(event -> event.body().startsWith("⚠"))
        .hasSize(2);
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String send(String room, String type, JsonNode content) {
    return scene.homeserver().send("@reacting:stub.test", room, type, content);
  }

  private static StubEvent awaitAnswer(String room, String event) {
    return scene.await(
        room,
        each ->
            each.content()
                .path("m.relates_to")
                .path("m.in_reply_to")
                .path("event_id")
                .asText()
                .equals(event));
  }

  @Test
  void a_killed_bridge_goes_on_where_it_was() {
    scene.link("@killed:stub.test", Cast.user(6));
    scene.sandbox().send(Cast.contact(6), Cast.user(6), "before");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(6)), "before").room();

    scene.killBridge();
    scene.homeserver().say("@killed:stub.test", room, "written while it was down");
    scene.sandbox().send(Cast.contact(6), Cast.user(6), "sent while it was down");
    scene.startBridgeAgain();

    scene.awaitMessage(Scene.ghost(Cast.contact(6)), "sent while it was down");
    scene.sandbox().awaitReceived(Cast.contact(6), "written while it was down");
    assertThat(received(6, "written")).hasSize(1);
  }

  @Test
  void a_stanza_over_the_limit_is_dropped_and_the_user_is_told() {
    var management = scene.link("@large:stub.test", Cast.user(10));
    var from = scene.sandbox().nativeJid(Cast.contact(10));
    scene
        .sandbox()
        .sendRaw(
            Cast.user(10),
            "<message type='chat' from='%s'><body>%s</body></message>"
                .formatted(from, "x".repeat(2 << 20)));
    scene.sandbox().send(Cast.contact(10), Cast.user(10), "after the large one");

    scene.awaitMessage(Scene.ghost(Cast.contact(10)), "after the large one");
    var notice =
        scene.await(
            management,
            event -> event.sender().equals(BOT) && event.body().contains("larger than"));
    assertThat(notice.content().path("msgtype").asText()).isEqualTo("m.notice");
  }

  @Test
  void two_users_of_one_contact_have_two_rooms() {
    scene.link("@one:stub.test", Cast.user(7));
    scene.link("@two:stub.test", Cast.user(8));
    scene.sandbox().send(Cast.contact(0), Cast.user(7), "for one");
    scene.sandbox().send(Cast.contact(0), Cast.user(8), "for two");

    var first = scene.awaitMessage(Scene.ghost(Cast.contact(0)), "for one").room();
    var second = scene.awaitMessage(Scene.ghost(Cast.contact(0)), "for two").room();
    assertThat(first).isNotEqualTo(second);
    assertThat(scene.homeserver().membership(first, "@two:stub.test")).isEqualTo("leave");
    assertThat(scene.homeserver().membership(second, "@one:stub.test")).isEqualTo("leave");
  }

  @Test
  void a_redirect_on_the_way_in_is_followed() {
    scene.link("@redirected:stub.test", Cast.user(9));
    var session =
        scene
            .sandbox()
            .awaitConnection(
                connection ->
                    connection.jid() != null && connection.jid().startsWith(Cast.user(9)));
    assertThat(session.listener()).isPositive();
    assertThat(session.tls()).startsWith("TLSv1.");
    assertThat(session.streamTo()).containsOnly("messenger.live.com");
  }

  @Test
  void a_transaction_is_answered_whatever_is_in_it() throws Exception {
    var deep = "[".repeat(50_000) + "]".repeat(50_000);
    var events =
        List.of(
            "{\"type\":\"m.room.message\",\"event_id\":\"$nul\",\"room_id\":\"!x:stub.test\","
                + "\"sender\":\"@x:stub.test\",\"content\":{\"body\":\"a\\u0000b\"}}",
            "{\"type\":\"deep\",\"event_id\":\"$deep\",\"room_id\":\"!x:stub.test\","
                + "\"sender\":\"@x:stub.test\",\"content\":{\"x\":"
                + deep
                + "}}",
            "{\"type\":7,\"event_id\":[],\"room_id\":{},\"sender\":null}",
            "17");
    for (int i = 0; i < events.size(); i++) {
      var answer = put("/_matrix/app/v1/transactions/odd" + i, events.get(i), Scene.HS_TOKEN);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
    }
    assertThat(put("/_matrix/app/v1/transactions/bad", "1", "wrong").statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> put(String path, String event, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(scene.bridge().address().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"events\":[" + event + "]}"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void a_denied_consent_and_a_strange_browser_link_nobody() {
    var room = scene.greetBot("@careful:stub.test");
    var ticket = scene.askForTicket("@careful:stub.test", room);
    try (var browser = new Browser()) {
      assertThat(browser.open(ticket).text()).contains("@careful:stub.test");
      assertThat(browser.signIn(ticket, Cast.user(0), false).text()).containsIgnoringCase("not");
    }
    var second = scene.askForTicket("@careful:stub.test", room);
    assertThat(second).isNotEqualTo(ticket);
    try (var victim = new Browser();
        var stranger = new Browser()) {
      victim.submit(victim.open(second), Map.of());
      var state = victim.visited().getLast().getQuery().replaceFirst(".*state=([^&]+).*", "$1");
      var callback =
          URI.create(second.toString().replaceFirst("/login/.*", "/login/callback"))
              + "?code=x&state="
              + state;
      assertThat(stranger.open(URI.create(callback)).status()).isBetween(400, 499);
    }
    assertThat(scene.ask("@careful:stub.test", room, "list-logins")).doesNotContain(Cast.user(0));
  }

  @Test
  void what_nobody_understands_is_answered_with_what_to_type() {
    var room = scene.greetBot("@lost:stub.test");
    assertThat(scene.ask("@lost:stub.test", room, "frobnicate")).contains("help");
    assertThat(scene.ask("@lost:stub.test", room, "logout")).contains("login");
  }
}
