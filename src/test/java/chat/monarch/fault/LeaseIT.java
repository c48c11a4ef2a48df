package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.it.Cast;
import chat.monarch.it.Scene;
import chat.monarch.sandbox.SandboxOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// What a process leaves in the row of a login whose connection it held.
final class LeaseIT {
  private static final String USER = "@alice:stub.test";
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /// The row: who holds the login until when, and since when messages may be lost.
  private record Row(@Nullable String holder, @Nullable Instant until, @Nullable Instant doubt) {}

  @Test
  void a_lease_is_renewed_outlives_a_kill_and_ends_in_order(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(1, -1));
    try (var database = EmbeddedPostgres.start();
        var scene = Scene.start(folder, people, settings(database));
        var watch = DriverManager.getConnection(url(database))) {
      announceChanges(watch);
      scene.link(USER, Cast.user(0));
      var linked = await(watch, row -> row.holder() != null && row.doubt() != null);
      assertThat(linked.doubt()).isBeforeOrEqualTo(Instant.now());

      var renewed = await(watch, row -> row.until() != null && row.until().isAfter(linked.until()));
      assertThat(renewed.holder()).isEqualTo(linked.holder());
      assertThat(renewed.doubt()).as("what was heard meanwhile counts").isAfter(linked.doubt());

      scene.killBridge();
      assertThat(read(watch)).isEqualTo(renewed);
      scene.startBridgeAgain();
      var other = await(watch, row -> !renewed.holder().equals(row.holder()));
      assertThat(other.doubt()).isNotNull();
      await(watch, row -> row.doubt() != null && row.doubt().isAfter(renewed.doubt()));

      assertThat(scene.bridge().stop()).isZero();
      assertThat(read(watch)).isEqualTo(new Row(null, null, null));
    }
  }

  private static Map<String, String> settings(EmbeddedPostgres database) {
    return Map.of(
        "quarkus.datasource.jdbc.url", url(database),
        "quarkus.datasource.username", "postgres",
        "quarkus.datasource.password", "postgres",
        "monarch.messenger.keepalive.interval", "1s");
  }

  private static String url(EmbeddedPostgres database) {
    return database.getJdbcUrl("postgres", "postgres");
  }

  private static void announceChanges(Connection on) throws SQLException {
    try (var statement = on.createStatement()) {
      statement.execute(
          """
          create function announce() returns trigger language plpgsql
            as 'begin notify login; return null; end';
          create trigger announce after insert or update on login
            for each statement execute function announce();
          listen login;
          """);
    }
  }

  private static Row await(Connection on, Predicate<Row> wanted) throws SQLException {
    var end = Instant.now().plus(PATIENCE);
    for (var row = read(on); ; row = read(on)) {
      if (wanted.test(row)) {
        return row;
      }
      var left = Duration.between(Instant.now(), end);
      assertThat(left).as("Waited in vain; the row is %s", row).isPositive();
      var _ = on.unwrap(PGConnection.class).getNotifications((int) left.toMillis());
    }
  }

  private static Row read(Connection on) throws SQLException {
    try (var statement = on.createStatement();
        var result =
            statement.executeQuery("select lease_owner, lease_until, doubt_since from login")) {
      return result.next()
          ? new Row(result.getString(1), time(result.getTimestamp(2)), time(result.getTimestamp(3)))
          : new Row(null, null, null);
    }
  }

  private static @Nullable Instant time(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
