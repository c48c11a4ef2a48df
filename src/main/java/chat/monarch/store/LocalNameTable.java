package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/// What users call contacts here, where the messenger cannot rename them.
@ApplicationScoped
public class LocalNameTable {
  private final Database database;

  LocalNameTable(Database database) {
    this.database = database;
  }

  /// The names that a login's user gave.
  public Map<RemoteUserId, String> of(LoginId login) {
    return database
        .query(
            "select remote_id, name from local_name where login = ?",
            statement -> statement.setString(1, login.value()),
            result -> Map.entry(new RemoteUserId(result.getString(1)), result.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Keeps a name.
  public void put(LoginId login, RemoteUserId contact, String name) {
    database.update(
        "insert into local_name (login, remote_id, name) values (?, ?, ?)"
            + " on conflict (login, remote_id) do update set name = excluded.name",
        statement -> {
          statement.setString(1, login.value());
          statement.setString(2, contact.value());
          statement.setString(3, name);
        });
  }
}
