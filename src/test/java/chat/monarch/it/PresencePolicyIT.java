package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What contacts see where `monarch.presence.to-messenger` does not mirror Matrix.
final class PresencePolicyIT {
  private static final String USER = "@unseen:stub.test";
  private static final String BUSY = "dnd|In a meeting";

  @Rule("PRS-1")
  @ParameterizedTest
  @ValueSource(strings = {"online", "manual"})
  void contacts_see_what_the_user_sets_and_nothing_of_what_he_is_in_matrix(
      String policy, @TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(2, -1));
    try (var scene = Scene.start(folder, people, Map.of("monarch.presence.to-messenger", policy))) {
      var room = scene.link(USER, Cast.user(1));
      scene.homeserver().become(USER, "unavailable", "Walking");
      scene.ask(USER, room, "status busy In a meeting");
      awaitOwn(scene, List.of("|", BUSY));
      scene.homeserver().become(USER, "offline", "");
      scene.ask(USER, room, "status online");
      awaitOwn(scene, List.of("|", BUSY, "|"));
      scene.sandbox().drop(Cast.user(1));
      awaitOwn(scene, List.of("|", BUSY, "|", "|"));

      assertThat(own(scene)).containsExactly("|", BUSY, "|", "|");
    }
  }

  private static void awaitOwn(Scene scene, List<String> all) {
    scene.sandbox().await(Cast.user(1), 0, _ -> own(scene).equals(all), Scene.PATIENCE);
  }

  /// The presences that the bridge sent, each as `show|status`.
  private static List<String> own(Scene scene) {
    return scene.sandbox().log(Cast.user(1)).stream()
        .filter(record -> record.isSent() && record.stanza().is(Ns.CLIENT, "presence"))
        .map(record -> text(record.stanza(), "show") + "|" + text(record.stanza(), "status"))
        .toList();
  }

  private static String text(Element stanza, String child) {
    return stanza.child(Ns.CLIENT, child).map(Element::text).orElse("");
  }
}
