package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubHomeserver.Shown;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is seen to be there, seen from both sides.
final class PresenceIT {
  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(7, 5));
    scene = Scene.start(folder, people, Map.of("monarch.presence.refresh", "2s"));
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  private static void awaitShown(int pair, String state, String text, int times)
      throws InterruptedException {
    var shown = new Shown(Scene.ghost(Cast.contact(pair)), state, text);
    scene.homeserver().awaitPresence(shown, times, Scene.PATIENCE);
  }

  private static void openPortal(int pair) {
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "Hello from " + pair);
    scene.awaitMessage(Scene.ghost(Cast.contact(pair)), "Hello from " + pair);
  }

  @Rule({"PRS-2", "PRS-4"})
  @Test
  void a_contact_of_an_open_portal_is_seen_going_online_busy_away_and_offline() throws Exception {
    scene.link("@states:stub.test", Cast.user(1));
    openPortal(1);

    awaitShown(1, "online", "", 1);
    scene.sandbox().presence(Cast.contact(1), "BSY", "In a meeting");
    awaitShown(1, "unavailable", "Busy: In a meeting", 1);
    scene.sandbox().presence(Cast.contact(1), "AWY", "Back at five");
    awaitShown(1, "unavailable", "Back at five", 1);
    scene.sandbox().presence(Cast.contact(1), "FLN", null);
    awaitShown(1, "offline", "", 1);
  }

  @Test
  void who_is_there_is_told_again_and_again() throws Exception {
    scene.link("@again:stub.test", Cast.user(2));
    openPortal(2);

    awaitShown(2, "online", "", 3);
  }

  @Test
  void the_list_of_contacts_says_how_they_are() throws Exception {
    var room = scene.link("@list:stub.test", Cast.user(3));
    openPortal(3);
    scene.sandbox().presence(Cast.contact(3), "BSY", "In a meeting");
    awaitShown(3, "unavailable", "Busy: In a meeting", 1);

    assertThat(scene.ask("@list:stub.test", room, "contacts " + Cast.contact(3)))
        .contains("busy: In a meeting");
  }

  private static void awaitOwn(int pair, String show, String status) {
    scene
        .sandbox()
        .awaitSent(
            Cast.user(pair),
            stanza ->
                stanza.is(Ns.CLIENT, "presence")
                    && text(stanza, "show").equals(show)
                    && text(stanza, "status").equals(status));
  }

  private static String text(Element stanza, String child) {
    return stanza.child(Ns.CLIENT, child).map(Element::text).orElse("");
  }

  @Rule({"PRS-1", "PRS-3"})
  @Test
  void contacts_see_what_the_user_is_in_matrix() throws Exception {
    scene.link("@mirror:stub.test", Cast.user(0));

    scene.homeserver().become("@mirror:stub.test", "unavailable", "Walking");
    awaitOwn(0, "away", "Walking");
    scene.homeserver().become("@mirror:stub.test", "online", "Here & <now>");
    awaitOwn(0, "", "Here & <now>");
    scene.homeserver().become("@mirror:stub.test", "offline", "");
    awaitOwn(0, "away", "");
  }

  @Rule("PRS-1")
  @Test
  void contacts_see_the_status_that_the_user_sets_also_after_the_stream_broke() {
    var user = "@status:stub.test";
    var room = scene.link(user, Cast.user(5));

    assertThat(scene.ask(user, room, "status busy In a meeting")).contains("busy");
    awaitOwn(5, "dnd", "In a meeting");
    var before = scene.sandbox().mark();
    scene.sandbox().drop(Cast.user(5));
    scene
        .sandbox()
        .await(
            Cast.user(5),
            before,
            record -> record.isSent() && text(record.stanza(), "show").equals("dnd"),
            Scene.PATIENCE);
    assertThat(scene.ask(user, room, "status")).contains("busy, with the words: In a meeting");
    assertThat(scene.ask(user, room, "status asleep"))
        .contains("status <online, away, busy, offline> [text]");
  }

  @Rule("PRS-1")
  @Test
  void the_status_that_the_user_sets_holds_after_a_kill_of_the_bridge_and_nothing_else_is_told() {
    var user = "@kept:stub.test";
    var room = scene.link(user, Cast.user(6));
    assertThat(scene.ask(user, room, "status away Back & soon")).contains("away");
    awaitOwn(6, "away", "Back & soon");
    var before = scene.sandbox().mark();

    scene.killBridge();
    scene.startBridgeAgain();

    var first =
        scene
            .sandbox()
            .await(
                Cast.user(6),
                before,
                record -> record.isSent() && record.stanza().is(Ns.CLIENT, "presence"),
                Scene.PATIENCE)
            .stanza();
    assertThat(text(first, "show")).isEqualTo("away");
    assertThat(text(first, "status")).isEqualTo("Back & soon");
    assertThat(scene.ask(user, room, "status online")).contains("online again");
  }

  @Test
  void nothing_is_told_of_a_contact_without_a_portal() throws Exception {
    scene.link("@silent:stub.test", Cast.user(4));
    scene.sandbox().presence(Cast.contact(4), "AWY", "Nobody sees this");
    openPortal(4);

    awaitShown(4, "unavailable", "Nobody sees this", 1);
    var events = scene.homeserver().presences();
    assertThat(events).doesNotContain(new Shown(Scene.ghost(Cast.contact(4)), "online", ""));
  }
}
