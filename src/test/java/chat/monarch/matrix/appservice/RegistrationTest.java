package chat.monarch.matrix.appservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
  private static final Registration EXAMPLE =
      new Registration(
          "messenger",
          URI.create("http://localhost:29340"),
          new Secret("64 random characters: monarch.appservice.as-token"),
          new Secret("64 other random characters: monarch.appservice.hs-token"),
          "32 random characters",
          "messengerbot",
          "messenger_",
          "example.org");

  @Test
  void the_example_in_the_repository_is_what_is_generated() throws IOException {
    assertThat(Files.readString(Path.of("registration.yaml.example"))).isEqualTo(EXAMPLE.yaml());
  }

  @Test
  void the_homeserver_reads_what_we_meant() throws IOException {
    var yaml = new YAMLMapper().readTree(EXAMPLE.yaml());
    assertThat(yaml.path("id").asText()).isEqualTo("messenger");
    assertThat(yaml.path("url").asText()).isEqualTo("http://localhost:29340");
    assertThat(yaml.path("as_token").asText()).isEqualTo(EXAMPLE.asToken().value());
    assertThat(yaml.path("hs_token").asText()).isEqualTo(EXAMPLE.hsToken().value());
    assertThat(yaml.path("sender_localpart").asText()).isEqualTo("32 random characters");
    assertThat(yaml.path("rate_limited").isBoolean()).isTrue();
    assertThat(yaml.path("rate_limited").asBoolean()).isFalse();
    assertThat(yaml.path("receive_ephemeral").asBoolean()).isTrue();
    assertThat(yaml.path("de.sorunome.msc2409.push_ephemeral").asBoolean()).isTrue();
    assertThat(yaml.path("protocols").path(0).asText()).isEqualTo("messenger");
  }

  @ParameterizedTest
  @CsvSource({
    "@messengerbot:example.org, true",
    "@messenger_0123456789abcdef:example.org, true",
    "@messenger_a=2fb:example.org, true",
    "@messengerbot2:example.org, false",
    "@messengerbot:example.org.evil, false",
    "@messenger_a:exampleXorg, false",
    "@amessenger_a:example.org, false",
    "@alice:example.org, false",
  })
  void only_bot_and_ghosts_are_ours(String user, boolean ours) throws IOException {
    var users = new YAMLMapper().readTree(EXAMPLE.yaml()).path("namespaces").path("users");
    assertThat(isIn(users, user)).isEqualTo(ours);
    assertThat(users).allSatisfy(it -> assertThat(it.path("exclusive").asBoolean()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "#messenger_1_2:example.org, true",
    "#messenger:example.org, false",
    "#messenger_1_2:exampleXorg, false",
  })
  void only_aliases_of_portals_are_ours(String alias, boolean ours) throws IOException {
    var aliases = new YAMLMapper().readTree(EXAMPLE.yaml()).path("namespaces").path("aliases");
    assertThat(isIn(aliases, alias)).isEqualTo(ours);
  }

  @Test
  void special_characters_mean_themselves() throws IOException {
    var strange =
        new Registration(
            "it's",
            URI.create("http://[::1]:1"),
            new Secret("'"),
            new Secret("\\"),
            "s",
            "bot+1",
            "m.$",
            "[2001:db8::1]:8448");
    var yaml = new YAMLMapper().readTree(strange.yaml());
    assertThat(yaml.path("id").asText()).isEqualTo("it's");
    assertThat(yaml.path("as_token").asText()).isEqualTo("'");
    assertThat(yaml.path("hs_token").asText()).isEqualTo("\\");
    var users = yaml.path("namespaces").path("users");
    assertThat(isIn(users, "@bot+1:[2001:db8::1]:8448")).isTrue();
    assertThat(isIn(users, "@m.$x:[2001:db8::1]:8448")).isTrue();
    assertThat(isIn(users, "@mx$x:[2001:db8::1]:8448")).isFalse();
  }

  @Test
  void the_double_puppet_has_no_address_and_takes_nobody_for_itself() throws IOException {
    var file =
        new DoublePuppetRegistration(
            "messenger-puppets", new Secret("a"), new Secret("h"), "s", "example.org");
    var yaml = new YAMLMapper().readTree(file.yaml());
    assertThat(yaml.path("url").isNull()).isTrue();
    assertThat(yaml.path("rate_limited").asBoolean(true)).isFalse();
    var users = yaml.path("namespaces").path("users");
    assertThat(users.path(0).path("exclusive").asBoolean(true)).isFalse();
    assertThat(isIn(users, "@alice:example.org")).isTrue();
    assertThat(isIn(users, "@alice:exampleXorg")).isFalse();
  }

  @Test
  void tokens_are_not_printed_by_chance() {
    assertThat(EXAMPLE.toString()).doesNotContain("random characters: ");
  }

  private static boolean isIn(JsonNode namespaces, String name) {
    for (var namespace : namespaces) {
      if (Pattern.compile(namespace.path("regex").asText()).matcher(name).lookingAt()) {
        return true;
      }
    }
    return false;
  }
}
