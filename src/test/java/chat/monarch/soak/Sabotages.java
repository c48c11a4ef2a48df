package chat.monarch.soak;

import chat.monarch.testkit.PostgresProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/// Switches a safeguard of the bridge off, from outside: the product has no switch for that.
final class Sabotages {
  /// What the inbox remembers is forgotten at once, and it takes the same event twice.
  private static final String FORGET =
      """
      alter table inbox drop constraint if exists inbox_event_key;
      create function forget() returns trigger language plpgsql as
        $$ begin delete from seen_event where hash = new.hash; return null; end $$;
      create trigger forget after insert on seen_event for each row execute function forget();
      """;

  private Sabotages() {}

  /// What the bridge must find in its environment.
  static Map<String, String> environment(Sabotage sabotage, Path folder) throws IOException {
    return sabotage == Sabotage.BARRIERS
        ? Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + BarrierAgent.jar(folder))
        : Map.of();
  }

  /// What is to be done when the bridge has made its tables; checks that all is in place.
  ///
  /// @param log the bridge's
  static void apply(Sabotage sabotage, PostgresProcess database, Path log) throws IOException {
    switch (sabotage) {
      case NONE -> {}
      case DEDUPE -> forget(database);
      case BARRIERS -> {
        if (!Files.readString(log).contains(BarrierAgent.DONE)) {
          throw new IllegalStateException("The barriers were not found, and are still on");
        }
      }
    }
  }

  private static void forget(PostgresProcess database) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(FORGET);
    } catch (SQLException e) {
      throw new IllegalStateException("The inbox' memory is not as it was", e);
    }
  }
}
