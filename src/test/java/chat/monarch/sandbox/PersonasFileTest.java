package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.PersonasFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The personas file of B.15.
final class PersonasFileTest {
  private static final String EXAMPLE =
      """
      accounts:
        - cid: "00037ffe12ab34cd"
          email: alice@example.com
          vcard: {FN: Alice Liddell, NICKNAME: Alice, photo: alice.png, photo_type: image/png}
          keep_history: true
          roster:
            - {cid: "8a1b2c3d4e5f6071", name: Bob, subscription: both, groups: [Friends]}
          invitations:
            - {cid: "0f0e0d0c0b0a0908", nick: Carol}
          history:
            - {with: "8a1b2c3d4e5f6071", from_me: true, body: Hi, at: "2012-05-28T10:00:00Z"}
        - cid: "8a1b2c3d4e5f6071"
          email: bob@example.net
          vcard: {FN: Bob Builder, photo: bob.png, photo_type: ""}   # "" = element left out
          keep_history: false
          blocks: []
          presence: {state: BSY, message: In a meeting}
      oauth_clients:
        - {id: sandbox-desktop, secret: "", redirects: [/oauth20_desktop.srf]}
        - {id: sandbox-web, secret: sandbox-only, redirects: ["http://localhost:8080/callback"]}
      """;

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    Files.write(folder.resolve("alice.png"), new byte[] {1});
    Files.write(folder.resolve("bob.png"), new byte[] {2});
    return Files.writeString(folder.resolve("personas.yaml"), content);
  }

  @Test
  void the_example_of_the_contract() throws IOException {
    var read = PersonasFile.read(file(EXAMPLE));

    var alice = read.accounts().getFirst();
    assertThat(alice.cid()).isEqualTo("00037ffe12ab34cd");
    assertThat(alice.card().photo()).containsExactly(1);
    assertThat(alice.card().photoType()).isEqualTo("image/png");
    assertThat(alice.keepHistory()).isTrue();
    assertThat(alice.roster())
        .containsExactly(
            new Persona.Contact("8a1b2c3d4e5f6071", "Bob", "both", false, List.of("Friends")));
    assertThat(alice.invitations())
        .containsExactly(new Persona.Invitation("0f0e0d0c0b0a0908", "Carol", null));
    assertThat(alice.history())
        .containsExactly(
            new Persona.Line(
                "8a1b2c3d4e5f6071", true, "Hi", Instant.parse("2012-05-28T10:00:00Z")));
    var bob = read.accounts().getLast();
    assertThat(bob.card().photoType()).isNull();
    assertThat(bob.presence()).isEqualTo(new Persona.NativePresence("BSY", "In a meeting"));
    assertThat(read.clients()).extracting(client -> client.isPublic()).containsExactly(true, false);
  }

  @Test
  void without_applications_there_are_the_usual_ones() throws IOException {
    var read = PersonasFile.read(file("accounts: []"));

    assertThat(read.clients())
        .extracting(client -> client.id())
        .containsExactly("sandbox-desktop", "sandbox-web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people: [] | The personas file has an unknown key people.",
        "accounts: [{cid: 1234567890123456}] | The personas file lacks cid as text.",
        "accounts: [{cid: \"12\", email: a@b}] | The cid 12 is not 16 lower-case hexadecimal",
        "accounts: [{cid: \"1234567890123456\"}] | The personas file lacks email as text.",
        "accounts: [ | is not YAML",
      })
  void what_is_wrong_is_said_in_a_sentence(String content, String sentence) throws IOException {
    var file = file(content);

    assertThatThrownBy(() -> PersonasFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
