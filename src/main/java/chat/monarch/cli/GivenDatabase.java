package chat.monarch.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// A PostgreSQL that the operator runs.
final class GivenDatabase implements Database {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int OLDEST_VERSION = 14;

  /// Refused for good: authorization, unknown database, no right to connect.
  private static final List<String> FINAL_STATES = List.of("28", "3D", "42");

  private final String url;
  private final Properties properties = new Properties();

  private GivenDatabase(String url, Optional<String> user, Optional<String> password) {
    this.url = url;
    user.ifPresent(it -> properties.setProperty("user", it));
    password.ifPresent(it -> properties.setProperty("password", it));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
  }

  /// Waits up to 30 s for a database that does not answer; what it refuses is final at once.
  ///
  /// @throws Fault if it cannot be had
  static GivenDatabase await(String url, Optional<String> user, Optional<String> password) {
    return await(url, user, password, PATIENCE);
  }

  static GivenDatabase await(
      String url, Optional<String> user, Optional<String> password, Duration patience) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new Fault(
          Fault.CONFIGURATION,
          "quarkus.datasource.jdbc.url: is not of the form jdbc:postgresql://host:port/database");
    }
    var database = new GivenDatabase(url, user, password);
    database.await(System.nanoTime() + patience.toNanos());
    return database;
  }

  private void await(long deadline) {
    for (var attempt = 1; ; attempt++) {
      try {
        check();
        return;
      } catch (SQLException e) {
        if (isFinal(e) || System.nanoTime() > deadline) {
          throw new Fault(Fault.DATABASE, "%s cannot be used: %s".formatted(this, sentence(e)));
        }
        if (attempt == 1) {
          System.err.println("Waiting for " + this + ": " + sentence(e));
        }
      }
      pause();
    }
  }

  private void check() throws SQLException {
    try (var connection = DriverManager.getConnection(url, properties)) {
      var version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_VERSION) {
        throw new Fault(
            Fault.DATABASE,
            "%s is PostgreSQL %d; Monarch needs %d or later"
                .formatted(this, version, OLDEST_VERSION));
      }
    }
  }

  private static boolean isFinal(SQLException e) {
    var state = e.getSQLState();
    return state != null && FINAL_STATES.stream().anyMatch(state::startsWith);
  }

  private static String sentence(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      throw new Fault(0, "Stopped while waiting for the database");
    }
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public void close() {}

  /// Without the parameters: a password may be among them.
  @Override
  public String toString() {
    return "the database " + url.replaceFirst("[?].*", "").replaceFirst("//[^/@]*@", "//");
  }
}
