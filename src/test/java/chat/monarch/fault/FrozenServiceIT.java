package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.it.Cast;
import chat.monarch.it.Scene;
import chat.monarch.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service stands still with a message that it has not read yet. The bridge gives the
/// connection up and makes a new one; then the service goes on, also with what came on the old one.
final class FrozenServiceIT {
  private static final String USER = "@alice:" + Scene.DOMAIN;
  private static final int TIMES = 3;

  @Test
  void what_it_had_not_read_is_delivered_once(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(1, -1));
    try (var scene =
        Scene.start(folder, people, Map.of("monarch.messenger.keepalive.timeout", "1s"))) {
      scene.link(USER, Cast.user(0));
      scene.sandbox().send(Cast.contact(0), Cast.user(0), "start");
      var room = scene.awaitMessage(Scene.ghost(Cast.contact(0)), "start").room();
      var texts = new ArrayList<String>();
      for (int i = 0; i < TIMES; i++) {
        texts.add("before " + i);
        deliver(scene, room, texts.getLast());
        texts.add("frozen " + i);
        deliverThroughFrost(scene, room, texts.getLast());
      }
      texts.add("the last one");
      deliver(scene, room, texts.getLast());

      assertThat(atContact(scene)).containsExactlyElementsOf(texts);
    }
  }

  private static void deliverThroughFrost(Scene scene, String room, String text) {
    var connections = scene.sandbox().connections().size();
    scene.sandbox().freeze();
    scene.homeserver().say(USER, room, text);
    scene.sandbox().awaitConnection(connection -> connection.number() > connections);

    scene.sandbox().thaw();

    scene.sandbox().awaitReceived(Cast.contact(0), text);
  }

  private static void deliver(Scene scene, String room, String text) {
    scene.homeserver().say(USER, room, text);
    scene.sandbox().awaitReceived(Cast.contact(0), text);
  }

  private static List<String> atContact(Scene scene) {
    return scene.sandbox().log(Cast.contact(0)).stream()
        .filter(record -> record.isDelivered() && !record.body().isEmpty())
        .map(record -> record.body())
        .toList();
  }
}
