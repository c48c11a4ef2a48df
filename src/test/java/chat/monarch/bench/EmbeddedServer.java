package chat.monarch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// The bridge's embedded PostgreSQL, as seen from outside: its process, and its own counters.
final class EmbeddedServer {
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;
  private static final int COMMITS = 301;

  private final Path data;

  /// @param data the bridge's data folder
  EmbeddedServer(Path data) {
    this.data = data;
  }

  /// What it counted.
  ///
  /// @param commits transactions that ended well, of whatever kind
  /// @param syncs how often its log was forced to disk
  /// @param walBytes how much was written to its log
  record Counts(long commits, long syncs, long walBytes) {
    Counts minus(Counts before) {
      return new Counts(commits - before.commits, syncs - before.syncs, walBytes - before.walBytes);
    }
  }

  /// The postmaster, which all other processes are children of.
  long pid() {
    return Long.parseLong(line(PID_LINE));
  }

  private String line(int number) {
    return read(data.resolve("postgres/postmaster.pid")).get(number).strip();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its counters. A backend hands its own in a second late at most.
  Counts counts() {
    try (var connection = connect();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "select xact_commit, wal_sync, wal_bytes from pg_stat_database, pg_stat_wal"
                    + " where datname = current_database()")) {
      result.next();
      return new Counts(result.getLong(1), result.getLong(2), result.getLong(3));
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded database does not tell", e);
    }
  }

  /// What one commit of one small row takes when nothing else is going on, the median in
  /// milliseconds.
  double commitMillis() {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("create table bench_commit (number integer)");
      var taken = new long[COMMITS];
      for (var i = 0; i < COMMITS; i++) {
        var began = System.nanoTime();
        statement.execute("insert into bench_commit values (1)");
        taken[i] = System.nanoTime() - began;
      }
      statement.execute("drop table bench_commit");
      Arrays.sort(taken);
      return taken[COMMITS / 2] / 1e6;
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded database does not work", e);
    }
  }

  /// A connection of an administrator.
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + line(PORT_LINE) + "/postgres",
        "postgres",
        read(data.resolve("postgres.password")).getFirst().strip());
  }
}
