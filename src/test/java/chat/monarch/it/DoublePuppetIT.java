package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users write with other Messenger clients, where the operator lets the bridge write as them.
final class DoublePuppetIT {
  private static final String TOKEN = "token-of-the-puppets";

  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(5, 1));
    var puppets =
        Map.of("monarch.double-puppet.secrets.\"" + Scene.DOMAIN + "\"", "as_token:" + TOKEN);
    scene = Scene.start(folder, people, puppets);
    scene.homeserver().registerPuppets(TOKEN);
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Rule("ARC-13")
  @Test
  void history_is_said_by_both_with_its_dates_and_nobody_is_notified() throws Exception {
    var user = "@history:stub.test";
    scene.homeserver().hesitate(user);
    var management = scene.greetBot(user);
    scene.linkIn(management, user, Cast.user(1));
    var ghost = Scene.ghost(Cast.contact(1));
    var room = scene.awaitMessage(ghost, "Once 9").room();
    scene.sandbox().send(Cast.contact(1), Cast.user(1), "live");
    var live = scene.awaitMessage(ghost, "live");

    var history =
        scene.homeserver().events(room).stream()
            .filter(event -> event.body().contains("Once "))
            .toList();
    assertThat(history)
        .extracting(StubEvent::body)
        .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "Once " + i).toList());
    assertThat(history)
        .extracting(StubEvent::sender)
        .isEqualTo(IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? user : ghost).toList());
    assertThat(history)
        .extracting(StubEvent::ts)
        .isEqualTo(
            IntStream.range(0, 10)
                .mapToObj(i -> Cast.PAST.plusSeconds(60L * i).toEpochMilli())
                .toList());
    assertThat(history.getFirst().content().path("fi.mau.double_puppet_source").asText())
        .isEqualTo("messenger");
    assertThat(history.getFirst().content().path("chat.monarch").path("id").asText()).isNotEmpty();
    assertThat(scene.homeserver().notified(user)).containsExactly(live.id());
    scene.homeserver().awaitRead(room, user, history.getLast().id(), Scene.PATIENCE);
    assertThat(scene.homeserver().isSilenced(user, room)).isFalse();
  }

  @Rule("ARC-13")
  @Test
  void what_was_written_elsewhere_is_said_by_the_user_once_and_goes_nowhere() {
    var user = "@phone:stub.test";
    scene.link(user, Cast.user(2));
    var room = portal(2);
    writeElsewhere(2, "from my phone");
    scene.awaitMessage(user, "from my phone");

    scene.killBridge();
    scene.startBridgeAgain();
    exchange(user, room, 2, "after the restart");
    scene.sandbox().drop(Cast.user(2));
    exchange(user, room, 2, "after the drop");

    assertThat(texts(room, "phone")).containsExactly("from my phone");
    assertThat(scene.homeserver().events(room))
        .filteredOn(event -> event.sender().equals(BOT))
        .noneMatch(event -> event.body().contains("phone"));
    var arrived =
        scene.sandbox().log(Cast.contact(2)).stream()
            .filter(record -> record.isDelivered() && record.body().contains("phone"));
    assertThat(arrived).hasSize(1);
  }

  /// Both say something, so that whatever was on its way before is there.
  private static void exchange(String user, String room, int pair, String text) {
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), text);
    scene.awaitMessage(Scene.ghost(Cast.contact(pair)), text);
    scene.homeserver().say(user, room, text + ", too");
    scene.sandbox().awaitReceived(Cast.contact(pair), text + ", too");
  }

  @Test
  void where_the_homeserver_refuses_it_the_bot_says_it_and_the_user_is_told_once() {
    var user = "@refused:stub.test";
    scene.homeserver().refusePuppet(user);
    var management = scene.link(user, Cast.user(3));
    var room = portal(3);
    writeElsewhere(3, "from my phone");
    scene.await(room, event -> event.body().equals("You (elsewhere): from my phone"));
    writeElsewhere(3, "my phone again");

    var shown = scene.await(room, event -> event.body().equals("You (elsewhere): my phone again"));
    assertThat(shown.sender()).isEqualTo(BOT);
    assertThat(shown.content().path("msgtype").asText()).isEqualTo("m.notice");
    assertThat(scene.ask(user, management, "ping-matrix"))
        .contains("cannot write as you", "403 M_FORBIDDEN");
    assertThat(texts(management, "I cannot write as you"))
        .filteredOn(text -> text.startsWith("⚠"))
        .hasSize(1);
  }

  @Test
  void a_user_may_have_it_off() {
    var user = "@off:stub.test";
    var management = scene.link(user, Cast.user(4));
    assertThat(scene.ask(user, management, "ping-matrix")).contains("I can write as you");
    scene.ask(user, management, "logout-matrix");
    var room = portal(4);
    writeElsewhere(4, "from my phone");
    scene.await(room, event -> event.body().equals("You (elsewhere): from my phone"));

    scene.ask(user, management, "login-matrix");
    writeElsewhere(4, "my phone again");

    scene.await(
        room, event -> event.sender().equals(user) && event.body().equals("my phone again"));
  }

  /// The contact says something.
  ///
  /// @return the room where it is shown
  private static String portal(int pair) {
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "start");
    return scene.awaitMessage(Scene.ghost(Cast.contact(pair)), "start").room();
  }

  /// The user writes with another client. The bridge sees it in the archive when it is back.
  private static void writeElsewhere(int pair, String text) {
    scene.sandbox().send(Cast.user(pair), Cast.contact(pair), text);
    scene.sandbox().awaitReceived(Cast.contact(pair), text);
    scene.sandbox().drop(Cast.user(pair));
  }

  private static List<String> texts(String room, String part) {
    return scene.homeserver().events(room).stream()
        .map(StubEvent::body)
        .filter(body -> body.contains(part))
        .toList();
  }
}
