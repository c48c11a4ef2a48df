package chat.monarch.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Single values that outlive a restart.
@ApplicationScoped
public class SettingTable {
  /// The place where the bot's next sync goes on.
  public static final String NEXT_BATCH = "next_batch";

  private final Database database;

  SettingTable(Database database) {
    this.database = database;
  }

  /// The value of that name.
  public Optional<String> find(String name) {
    return database.transaction(
        on -> {
          try (var statement = on.prepareStatement("select value from setting where name = ?")) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
              return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
          }
        });
  }

  static void put(Connection on, String name, String value) throws SQLException {
    try (var statement =
        on.prepareStatement(
            "insert into setting (name, value) values (?, ?)"
                + " on conflict (name) do update set value = excluded.value")) {
      statement.setString(1, name);
      statement.setString(2, value);
      statement.executeUpdate();
    }
  }
}
