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
    return database
        .query(
            "select value from setting where name = ?",
            statement -> statement.setString(1, name),
            result -> result.getString(1))
        .stream()
        .findFirst();
  }

  static void put(Connection on, String name, String value) throws SQLException {
    Sql.update(
        on,
        "insert into setting (name, value) values (?, ?)"
            + " on conflict (name) do update set value = excluded.value",
        statement -> {
          statement.setString(1, name);
          statement.setString(2, value);
        });
  }
}
