package chat.monarch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.monarch.bridge.portal.PortalsConfig;
import chat.monarch.domain.Secret;
import chat.monarch.matrix.DoublePuppetConfig;
import chat.monarch.store.RetentionConfig;
import chat.monarch.web.ProvisioningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  @Test
  void what_is_required_is_enough_and_the_rest_has_defaults() {
    var configuration = Configuration.read(sources(Map.of(), Map.of()));
    assertThat(configuration.group(PortalsConfig.class).atLink()).isEqualTo(20);
    assertThat(configuration.group(RetentionConfig.class).work()).isEqualTo(Duration.ofDays(7));
    assertThat(configuration.group(DataConfig.class).dataDir()).isEqualTo(Path.of("data"));
    assertThat(configuration.value("quarkus.datasource.jdbc.url")).isEmpty();
  }

  @Test
  void a_property_goes_before_the_environment_and_that_before_the_file() throws IOException {
    var file = yaml("monarch: {portals: {at-link: 1, federate: false}, retention: {work: 1h}}");
    var sources =
        sources(
            Map.of("monarch.portals.at-link", "3"),
            Map.of("MONARCH_PORTALS_AT_LINK", "2", "MONARCH_RETENTION_WORK", "2h"),
            Optional.of(file));
    var configuration = Configuration.read(sources);
    assertThat(configuration.group(PortalsConfig.class).atLink()).isEqualTo(3);
    assertThat(configuration.group(PortalsConfig.class).federate()).isFalse();
    assertThat(configuration.group(RetentionConfig.class).work()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void every_fault_is_told_at_once_by_its_key() throws IOException {
    var file = yaml("monarch: {portalz: {at-link: 1}, retention: {work: soon}}");
    var sources =
        sources(
            Map.of("monarch.portals.at-link", "many", "monarch.unheard-of", "1"),
            Map.of("MONARCH_MISPELT", "x", "MONARCH_PORTALS_FEDERATE_FILE", "/nowhere"),
            Optional.empty());
    assertThat(faults(sources).lines())
        .containsExactly("MONARCH_PORTALS_FEDERATE_FILE: the file /nowhere cannot be read");
    var others = sources(sources.properties(), Map.of("MONARCH_MISPELT", "x"), Optional.of(file));
    assertThat(faults(others).exitCode()).isEqualTo(11);
    assertThat(faults(others).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("MONARCH_MISPELT: there is no such setting"),
            line -> assertThat(line).startsWith("monarch.portals.at-link: \"many\""),
            line ->
                assertThat(line)
                    .startsWith("monarch.portalz.at-link: there is no such setting")
                    .contains(file.getFileName().toString()),
            line -> assertThat(line).startsWith("monarch.retention.work: \"soon\""),
            line -> assertThat(line).startsWith("monarch.unheard-of: there is no such setting"));
  }

  @Test
  void a_secret_may_stand_in_a_file() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "sixteen letters!\n").toString();
    var password = Files.writeString(folder.resolve("password"), "of the database\n").toString();
    var configuration =
        Configuration.read(
            sources(
                Map.of(),
                Map.of(
                    "MONARCH_PROVISIONING_SHARED_SECRET_FILE", secret,
                    "QUARKUS_DATASOURCE_PASSWORD_FILE", password)));
    assertThat(configuration.group(ProvisioningConfig.class).sharedSecret())
        .contains(new Secret("sixteen letters!"));
    assertThat(configuration.value("quarkus.datasource.password")).contains("of the database");
  }

  @Test
  void quoted_keys_are_known_wherever_they_stand() throws IOException {
    var file = yaml("monarch: {double-puppet: {secrets: {example.org: 'as_token:one'}}}");
    var configuration =
        Configuration.read(
            sources(
                Map.of("monarch.double-puppet.secrets.\"example.net\"", "as_token:two"),
                Map.of("MONARCH_DOUBLE_PUPPET_SECRETS__EXAMPLE_ORG_", "as_token:three"),
                Optional.of(file)));
    assertThat(configuration.group(DoublePuppetConfig.class).secrets())
        .isEqualTo(Map.of("example.org", new Secret("three"), "example.net", new Secret("two")));
  }

  @Test
  void a_double_puppet_token_without_its_beginning_is_told_and_not_shown() {
    var given = Map.of("monarch.double-puppet.secrets.\"example.org\"", "my-secret");
    assertThatThrownBy(() -> Configuration.read(sources(given, Map.of())))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("monarch.double-puppet.secrets")
        .hasMessageContaining("must be as_token:")
        .hasMessageNotContaining("my-secret");
  }

  @Test
  void what_kubernetes_says_about_a_service_called_monarch_is_no_setting() {
    var environment =
        Map.of(
            "MONARCH_SERVICE_HOST", "10.0.0.1",
            "MONARCH_SERVICE_PORT_HTTP", "29340",
            "MONARCH_PORT", "tcp://10.0.0.1:29340",
            "MONARCH_PORT_29340_TCP_ADDR", "10.0.0.1",
            "MONARCH_DB_PORT_5432_TCP", "tcp://10.0.0.2:5432");
    assertThat(Configuration.read(sources(Map.of(), environment)).own()).isNotEmpty();
  }

  @Test
  void a_file_that_is_not_yaml_is_told_by_its_line_and_not_shown() throws IOException {
    var file = yaml("monarch:\n  secret-key: \"my secret\n  other: [");
    assertThatThrownBy(() -> Configuration.read(sources(Map.of(), Map.of(), Optional.of(file))))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("line ")
        .hasMessageNotContaining("my secret");
  }

  private Path yaml(String content) throws IOException {
    return Files.writeString(folder.resolve("application.yaml"), content);
  }

  private static Fault faults(Sources sources) {
    return catchThrowableOfType(Fault.class, () -> Configuration.read(sources));
  }

  private static Sources sources(Map<String, String> properties, Map<String, String> environment) {
    return sources(properties, environment, Optional.empty());
  }

  private static Sources sources(
      Map<String, String> properties, Map<String, String> environment, Optional<Path> file) {
    var all = new HashMap<>(RequiredSettings.ALL);
    all.putAll(properties);
    return new Sources(all, environment, file);
  }
}
