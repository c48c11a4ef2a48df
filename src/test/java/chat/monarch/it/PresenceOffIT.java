package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.homeserver.StubHomeserver.Shown;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A homeserver on which presence is switched off, as it often is.
final class PresenceOffIT {
  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(2, -1));
    scene = Scene.start(folder, people, Map.of("monarch.presence.refresh", "1s"));
    scene.homeserver().switchPresenceOff();
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void ping_says_so_and_no_request_is_spent_on_ghosts_while_contacts_says_who_is_there() {
    var user = "@off:stub.test";
    var room = scene.link(user, Cast.user(1));
    assertThat(scene.ask(user, room, "ping")).contains("Presence is switched off");

    scene.sandbox().send(Cast.contact(1), Cast.user(1), "Hello");
    scene.awaitMessage(Scene.ghost(Cast.contact(1)), "Hello");
    scene.sandbox().presence(Cast.contact(1), "BSY", "In a meeting");
    scene.sandbox().send(Cast.contact(1), Cast.user(1), "I am busy");
    scene.awaitMessage(Scene.ghost(Cast.contact(1)), "I am busy");

    assertThat(scene.ask(user, room, "contacts " + Cast.contact(1))).contains("busy: In a meeting");
    assertThat(scene.homeserver().presences())
        .extracting(Shown::user)
        .doesNotContain(Scene.ghost(Cast.contact(1)));
  }
}
