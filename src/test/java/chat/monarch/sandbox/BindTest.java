package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B.4: which resource a client gets where it names none.
final class BindTest {
  @Rule("BND-2")
  @ParameterizedTest
  @ValueSource(strings = {"", "<resource/>"})
  void a_missing_resource_is_made_up(String resource) {
    try (var sandbox = Sandbox.start(SandboxOptions.defaults());
        var client = TestClient.connect(sandbox).secured()) {
      client.auth(sandbox.issueToken(BuiltIn.ALICE).accessToken());

      var answer =
          client.ask(
              "set", "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>" + resource + "</bind>");

      assertThat(answer.toXml())
          .containsPattern("<jid>00037ffe12ab34cd@messenger\\.live\\.com/[0-9A-F]{8}</jid>");
    }
  }

  @Rule("BND-2")
  @Test
  void a_resource_of_64_characters_is_kept() {
    var resource = "x".repeat(64);
    try (var sandbox = Sandbox.start(SandboxOptions.defaults());
        var client = TestClient.signedIn(sandbox, BuiltIn.ALICE, resource)) {
      assertThat(client.jid()).endsWith("/" + resource);
    }
  }
}
