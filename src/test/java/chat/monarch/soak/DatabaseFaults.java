package chat.monarch.soak;

import chat.monarch.testkit.PostgresProcess;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/// Kills the bridge's database, or cuts its connections.
final class DatabaseFaults implements Striker {
  private static final String CUT =
      "select pg_terminate_backend(pid) from pg_stat_activity"
          + " where backend_type = 'client backend' and pid <> pg_backend_pid()";

  private final PostgresProcess database;
  private final Timeline timeline;

  DatabaseFaults(PostgresProcess database, Timeline timeline) {
    this.database = database;
    this.timeline = timeline;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.DATABASE_KILL, Kind.DATABASE_CUT);
  }

  @Override
  public void strike(Kind kind, RandomGenerator random) throws SQLException, InterruptedException {
    if (kind == Kind.DATABASE_CUT) {
      cut();
      return;
    }
    timeline.struck(kind, "");
    database.kill();
    Thread.sleep(random.nextInt(200, 5_000));
    database.startAgain();
    timeline.note("the database is back");
  }

  private void cut() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      timeline.struck(Kind.DATABASE_CUT, "");
      statement.execute(CUT);
    }
  }
}
