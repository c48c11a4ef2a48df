package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.homeserver.StubEvent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people are told of their messages and of their connections, each thing once.
final class TellingIT {
  private static final String STATUS = "com.beeper.message_send_status";

  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(7, -1));
    var all =
        Map.of(
            "monarch.status.message-status-events", "true",
            "monarch.status.delivery-receipts", "true");
    scene = Scene.start(folder, people, all);
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void what_the_service_has_gets_a_status_and_is_marked_as_read() throws Exception {
    var room = portal("@sender:stub.test", 1);
    var first = scene.homeserver().say("@sender:stub.test", room, "one");
    var last = scene.homeserver().say("@sender:stub.test", room, "two");

    var status = awaitStatus(room, last, "SUCCESS");
    assertThat(status.sender()).isEqualTo(BOT);
    assertThat(status.content().path("m.relates_to").path("rel_type").asText())
        .isEqualTo("m.reference");
    assertThat(status.content().has("delivered_to_users")).isFalse();
    assertThat(statuses(room, first)).containsExactly("SUCCESS");
    assertThat(statuses(room, last)).containsExactly("SUCCESS");
    scene.homeserver().awaitRead(room, BOT, last, Scene.PATIENCE);
    assertThat(scene.homeserver().read(room, BOT)).endsWith(last).doesNotHaveDuplicates();
  }

  @Test
  void a_crash_makes_nobody_be_told_twice() {
    var visited = portal("@host:stub.test", 2);
    tellStranger(visited);
    var room = portal("@failed:stub.test", 3);
    var delivered = scene.homeserver().say("@failed:stub.test", room, "delivered");
    awaitStatus(room, delivered, "SUCCESS");
    scene.homeserver().withholdAnswersTo("cannot be sent to Messenger");
    var failed = scene.homeserver().say("@failed:stub.test", room, "m.image", "photo.png");
    scene.await(room, event -> answers(event, failed));

    scene.killBridge();
    scene.homeserver().answerAgain();
    scene.startBridgeAgain();

    var status = awaitStatus(room, failed, "FAIL_PERMANENT");
    assertThat(status.content().path("reason").asText()).isEqualTo("com.beeper.unsupported_event");
    assertThat(status.content().path("message").asText()).contains("cannot be sent to Messenger");
    awaitStatus(room, scene.homeserver().say("@failed:stub.test", room, "after it"), "SUCCESS");
    assertThat(scene.homeserver().events(room).stream().filter(event -> answers(event, failed)))
        .hasSize(1);
    assertThat(statuses(room, failed)).containsExactly("FAIL_PERMANENT");
    assertThat(statuses(room, delivered)).containsExactly("SUCCESS");
    scene.homeserver().say("@stranger:stub.test", visited, "anybody?");
    awaitStatus(visited, scene.homeserver().say("@host:stub.test", visited, "last"), "SUCCESS");
    assertThat(scene.homeserver().events(visited).stream().filter(TellingIT::isForStrangers))
        .hasSize(1);
  }

  /// A stranger writes, and is told; after that the homeserver knows no sending any more.
  private static void tellStranger(String room) {
    scene.homeserver().say("@stranger:stub.test", room, "hello");
    scene.homeserver().say("@stranger:stub.test", room, "hello?");
    awaitStatus(room, scene.homeserver().say("@host:stub.test", room, "my guest"), "SUCCESS");
    assertThat(scene.homeserver().events(room).stream().filter(TellingIT::isForStrangers))
        .hasSize(1);
    scene.homeserver().forgetSendings(room);
  }

  @Test
  void who_is_signed_out_is_told_what_to_do() {
    var management = scene.link("@out:stub.test", Cast.user(4));
    var room = portalOf(4);
    scene.ask("@out:stub.test", management, "logout");

    var said = scene.homeserver().say("@out:stub.test", room, "in vain");

    var notice = scene.await(room, event -> answers(event, said));
    assertThat(notice.body()).contains("not delivered", "not signed in", "`login`");
    var status = awaitStatus(room, said, "FAIL_RETRIABLE");
    assertThat(status.content().path("reason").asText()).isEqualTo("m.bridge_unavailable");
  }

  @Test
  void an_incoming_message_that_is_refused_is_told_without_its_text() {
    var room = portal("@reader:stub.test", 6);
    var ghost = Scene.ghost(Cast.contact(6));
    scene.homeserver().mute(room, ghost);
    scene.sandbox().send(Cast.contact(6), Cast.user(6), "a secret");

    var notice = scene.await(room, event -> event.body().contains("could not be shown"));
    scene.homeserver().unmute(room, ghost);
    assertThat(notice.sender()).isEqualTo(BOT);
    assertThat(notice.body())
        .contains("Contact 6", "UTC", "403 M_FORBIDDEN")
        .doesNotContain("secret");
    scene.sandbox().send(Cast.contact(6), Cast.user(6), "the next");
    scene.awaitMessage(ghost, "the next");
    assertThat(scene.homeserver().events(room).stream())
        .filteredOn(event -> event.body().contains("could not be shown"))
        .hasSize(1);
  }

  @Test
  void where_the_room_takes_nothing_the_management_room_does() {
    var management = scene.link("@banned:stub.test", Cast.user(5));
    var room = portalOf(5);
    scene.homeserver().mute(room, Scene.ghost(Cast.contact(5)));
    scene.homeserver().mute(room, BOT);
    scene.sandbox().send(Cast.contact(5), Cast.user(5), "a secret");

    var notice = scene.await(management, event -> event.body().contains("could not be shown"));
    assertThat(notice.body()).contains("Contact 5").doesNotContain("secret");
  }

  @Test
  void a_long_outage_is_told_once_and_so_is_its_end() throws Exception {
    var talk = scene.link("@patient:stub.test", Cast.user(0));
    var room = portalOf(0);
    scene.sandbox().freeze();
    scene.sandbox().drop(Cast.user(0));
    var said = scene.homeserver().say("@patient:stub.test", room, "waits");

    awaitStatus(room, said, "PENDING");
    assertThat(get("/q/health/ready"))
        .contains("\"logins-connecting\": 1", "\"state\": \"reachable\"");
    var told = scene.await(talk, event -> event.body().contains("not connected to Messenger"));
    assertThat(told.body()).contains("since", "UTC", "go on trying");
    scene.sandbox().thaw();

    awaitStatus(room, said, "SUCCESS");
    scene.await(
        talk, event -> event.body().contains("connected") && event.body().contains("again"));
    assertThat(statuses(room, said)).containsExactly("PENDING", "SUCCESS");
    assertThat(scene.homeserver().events(room).stream().filter(event -> answers(event, said)))
        .isEmpty();
    assertThat(get("/q/metrics"))
        .contains("monarch_messages_total{direction=\"to_messenger\",outcome=\"delivered\"")
        .contains("monarch_messages_waiting{direction=\"to_matrix\"")
        .contains("monarch_logins{state=\"online\"");
  }

  /// Links an account and has its contact say something.
  ///
  /// @return the room of the conversation
  private static String portal(String user, int pair) {
    scene.link(user, Cast.user(pair));
    return portalOf(pair);
  }

  private static String portalOf(int pair) {
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "start");
    return scene.awaitMessage(Scene.ghost(Cast.contact(pair)), "start").room();
  }

  private static boolean isForStrangers(StubEvent event) {
    return event.sender().equals(BOT) && event.body().contains("Only the owner");
  }

  private static boolean answers(StubEvent answer, String event) {
    var relation = answer.content().path("m.relates_to").path("m.in_reply_to");
    return answer.sender().equals(BOT) && relation.path("event_id").asText().equals(event);
  }

  private static StubEvent awaitStatus(String room, String event, String status) {
    return scene.await(
        room,
        candidate ->
            isAbout(candidate, event)
                && candidate.content().path("status").asText().equals(status));
  }

  private static boolean isAbout(StubEvent status, String event) {
    var relation = status.content().path("m.relates_to");
    return status.type().equals(STATUS) && relation.path("event_id").asText().equals(event);
  }

  private static List<String> statuses(String room, String event) {
    return scene.homeserver().events(room).stream()
        .filter(candidate -> isAbout(candidate, event))
        .map(candidate -> candidate.content().path("status").asText())
        .toList();
  }

  private static String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(scene.bridge().address().resolve(path)).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
