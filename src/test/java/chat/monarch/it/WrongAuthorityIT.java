package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Browser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service whose certificate is signed by somebody whom the operator did not name.
final class WrongAuthorityIT {
  @Test
  void its_user_is_told_why_the_sign_in_does_not_get_through(@TempDir Path folder)
      throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(1, -1));
    try (var stranger = Sandbox.start(SandboxOptions.defaults());
        var scene =
            Scene.start(
                folder,
                people,
                Map.of("monarch.messenger.tls.ca-file", stranger.caFile().toString()))) {
      var room = scene.greetBot("@alice:stub.test");
      var ticket = scene.askForTicket("@alice:stub.test", room);
      try (var browser = new Browser()) {
        browser.signIn(ticket, Cast.user(0), true);
      }
      var told =
          scene.await(
              room,
              event -> event.sender().equals(Scene.BOT) && event.body().contains("certificate"));
      assertThat(told.body()).doesNotContain("Exception");
      assertThat(scene.sandbox().sessions(Cast.user(0))).isEmpty();
    }
  }
}
