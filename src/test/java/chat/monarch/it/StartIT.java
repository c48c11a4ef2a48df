package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.BridgeProcess;
import chat.monarch.testkit.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the program starts and ends: command line, configuration, database. The same for jar and
/// executable.
final class StartIT {
  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static EmbeddedPostgres given;

  @TempDir Path folder;

  @BeforeAll
  static void startDatabase() throws IOException {
    given = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    given.close();
  }

  @Test
  void it_says_its_version_and_refuses_what_it_does_not_know() {
    var version = BridgeProcess.run(folder, Map.of(), "version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.output()).matches("Monarch \\S+\\R");
    var wrong = BridgeProcess.run(folder, Map.of(), "bridge-it");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.output()).contains("bridge-it").doesNotContain("Exception");
  }

  @Test
  void a_registration_is_written_once() {
    var domain = Map.of("monarch.homeserver.domain", "example.org");
    var first = BridgeProcess.run(folder, domain, "registration", "--out", "r.yaml");
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.output()).contains("as-token: ", "hs-token: ", "secret-key: ");
    assertThat(folder.resolve("r.yaml")).content().contains("as_token: ", "example\\.org");
    var second = BridgeProcess.run(folder, domain, "registration", "--out", "r.yaml");
    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.output()).contains("r.yaml").doesNotContain("Exception");
  }

  @Test
  void every_fault_of_the_configuration_is_told_on_a_line_of_its_own() throws IOException {
    var bridge =
        BridgeProcess.launch(
            folder,
            Map.of("monarch.portals.at-link", "many", "monarch.homeserver.adress", "x"),
            Map.of("MONARCH_MESSENGER_KEEPALIVE_INTERVAL", "now and then", "MONARCH_OATH", "x"));
    assertThat(bridge.exitCode(PATIENCE)).isEqualTo(11);
    assertThat(Files.readAllLines(bridge.log()).stream().map(line -> line.replaceAll(": .*", "")))
        .containsExactly(
            "MONARCH_OATH",
            "monarch.appservice.as-token",
            "monarch.appservice.hs-token",
            "monarch.homeserver.address",
            "monarch.homeserver.adress",
            "monarch.homeserver.domain",
            "monarch.messenger.keepalive.interval",
            "monarch.portals.at-link",
            "monarch.secret-key");
  }

  @Test
  void a_database_that_refuses_is_told_in_one_sentence() throws IOException {
    var settings = settings();
    settings.put("quarkus.datasource.jdbc.url", given.getJdbcUrl("postgres", "not_there"));
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "not to be seen");
    var bridge = BridgeProcess.launch(folder, settings, Map.of());
    assertThat(bridge.exitCode(PATIENCE)).isEqualTo(14);
    assertThat(Files.readAllLines(bridge.log()))
        .singleElement()
        .asString()
        .contains("not_there")
        .doesNotContain("not to be seen");
  }

  @Test
  void the_environment_alone_configures_it_and_secrets_stand_in_files() throws Exception {
    var settings = settings();
    var listener = Map.of("quarkus.http.port", settings.remove("quarkus.http.port"));
    settings.put("quarkus.datasource.jdbc.url", given.getJdbcUrl("postgres", "postgres"));
    settings.put("quarkus.datasource.username", "postgres");
    settings.remove("monarch.secret-key");
    var environment = new HashMap<String, String>();
    settings.forEach((key, value) -> environment.put(inEnvironment(key), value));
    var key = Files.writeString(folder.resolve("key"), KEY + "\n");
    environment.put("MONARCH_SECRET_KEY_FILE", key.toString());
    try (var bridge = BridgeProcess.launch(folder, listener, environment).awaitReady()) {
      assertThat(bridge.databases()).isZero();
      assertThat(get(bridge, "/q/health/live").statusCode()).isEqualTo(200);
      assertThat(get(bridge, "/q/health/ready").body()).contains("\"UP\"");
      assertThat(get(bridge, "/q/metrics").statusCode()).isEqualTo(200);
      assertThat(bridge.stop()).isZero();
    }
  }

  @Test
  void the_embedded_database_is_safe_and_outlives_nobody() throws Exception {
    var settings = settings();
    try (var bridge = BridgeProcess.start(folder, settings)) {
      assertThat(Files.readString(bridge.log())).contains("using the embedded PostgreSQL");
      assertThat(durability(bridge)).containsExactly("on", "on");

      var other = new HashMap<>(settings);
      other.put("monarch.data-dir", folder.resolve("data").toString());
      other.put("quarkus.http.port", Integer.toString(FreePorts.take()));
      var second = BridgeProcess.launch(folder.resolve("second"), other, Map.of());
      assertThat(second.exitCode(PATIENCE)).isEqualTo(14);
      assertThat(Files.readString(second.log())).contains("another Monarch is running");
      assertThat(bridge.databases()).isOne();

      bridge.kill();
      try (var again = bridge.startAgain()) {
        assertThat(Files.readString(again.log())).contains("Ended the embedded PostgreSQL");
        assertThat(again.databases()).isOne();
        assertThat(again.stop()).isZero();
        assertThat(again.databases()).isZero();
      }
    }
  }

  private static List<String> durability(BridgeProcess bridge) throws Exception {
    var url =
        embeddedUrl(bridge) + "?user=postgres&password=" + Files.readString(passwordFile(bridge));
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select current_setting('fsync'), current_setting('synchronous_commit')")) {
      rows.next();
      return List.of(rows.getString(1), rows.getString(2));
    }
  }

  /// A homeserver where nobody listens is waited for: the bridge is ready all the same.
  private static HashMap<String, String> settings() {
    var settings =
        new HashMap<>(
            Map.of(
                "monarch.homeserver.address", "http://localhost:1",
                "monarch.homeserver.domain", "example.org",
                "monarch.appservice.as-token", "as",
                "monarch.appservice.hs-token", "hs",
                "monarch.secret-key", KEY,
                "quarkus.http.port", Integer.toString(FreePorts.take())));
    return settings;
  }

  private static String inEnvironment(String key) {
    return key.replaceAll("[^a-z]", "_").toUpperCase(Locale.ROOT);
  }

  private static Path passwordFile(BridgeProcess bridge) {
    return bridge.log().resolveSibling("data").resolve("postgres.password");
  }

  private static String embeddedUrl(BridgeProcess bridge) throws IOException {
    var pidFile = bridge.log().resolveSibling("data").resolve("postgres").resolve("postmaster.pid");
    return "jdbc:postgresql://localhost:" + Files.readAllLines(pidFile).get(3) + "/postgres";
  }

  private static HttpResponse<String> get(BridgeProcess bridge, String path) throws Exception {
    URI address = bridge.address().resolve(path);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
