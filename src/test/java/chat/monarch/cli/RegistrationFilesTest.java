package chat.monarch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.monarch.matrix.AppserviceConfig;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationFilesTest {
  private static final Map<String, String> DOMAIN =
      Map.of("monarch.homeserver.domain", "example.org");

  @TempDir Path folder;

  @Test
  void what_is_printed_is_a_configuration_that_matches_what_is_written() throws IOException {
    var config =
        config(
            Map.of(
                "monarch.homeserver.domain", "example.org",
                "monarch.appservice.bot-localpart", "other \"bot\""));
    var files = new RegistrationFiles(config, true);
    var file = folder.resolve("registration.yaml");
    var doublePuppet = folder.resolve("double-puppet.yaml");
    files.write(file, Optional.of(doublePuppet));
    var printed = Files.write(folder.resolve("application.yaml"), files.configuration(config));

    var read =
        Configuration.read(
            new Sources(
                Map.of("monarch.homeserver.address", "http://localhost:8008"),
                Map.of(),
                Optional.of(printed)));
    var appservice = read.group(AppserviceConfig.class);
    var written = new YAMLMapper().readTree(file.toFile());
    assertThat(appservice.asToken().value()).isEqualTo(written.path("as_token").asText());
    assertThat(appservice.hsToken().value()).isEqualTo(written.path("hs_token").asText());
    assertThat(appservice.botLocalpart()).isEqualTo("other \"bot\"");
    var puppets = new YAMLMapper().readTree(doublePuppet.toFile());
    assertThat(read.value("monarch.double-puppet.secrets.\"example.org\""))
        .contains("as_token:" + puppets.path("as_token").asText());
    for (var secret : new Path[] {file, doublePuppet}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void tokens_are_fresh_each_time() {
    var config = config(DOMAIN);
    assertThat(new RegistrationFiles(config, false).configuration(config))
        .doesNotContainAnyElementsOf(
            new RegistrationFiles(config, false)
                .configuration(config).stream().filter(it -> it.contains("token: ")).toList());
  }

  @Test
  void nothing_is_overwritten() throws IOException {
    var there = Files.writeString(folder.resolve("there.yaml"), "mine");
    var files = new RegistrationFiles(config(DOMAIN), true);
    var other = folder.resolve("other.yaml");
    assertThatThrownBy(() -> files.write(other, Optional.of(there)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("there.yaml");
    assertThat(there).hasContent("mine");
    assertThat(other).doesNotExist();
  }

  @Test
  void without_the_domain_there_is_nothing_to_write() {
    var fault =
        catchThrowableOfType(Fault.class, () -> new RegistrationFiles(config(Map.of()), false));
    assertThat(fault.exitCode()).isEqualTo(11);
    assertThat(fault.lines()).containsExactly("monarch.homeserver.domain: is required and not set");
  }

  private static SmallRyeConfig config(Map<String, String> settings) {
    return Configuration.unchecked(new Sources(settings, Map.of(), Optional.empty()));
  }
}
