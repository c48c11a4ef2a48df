package chat.monarch.store;

import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;

/// Who was told that a portal is not his.
@ApplicationScoped
public class StrangerTable {
  private final Database database;

  StrangerTable(Database database) {
    this.database = database;
  }

  /// Whether he was told.
  public boolean isTold(long portal, MatrixUserId stranger) {
    return !database
        .query(
            "select 1 from told_stranger where portal = ? and matrix_user = ?",
            statement -> {
              statement.setLong(1, portal);
              statement.setString(2, stranger.value());
            },
            result -> result.getInt(1))
        .isEmpty();
  }

  /// Remembers that he was told.
  public void setTold(long portal, MatrixUserId stranger) {
    database.update(
        "insert into told_stranger (portal, matrix_user) values (?, ?) on conflict do nothing",
        statement -> {
          statement.setLong(1, portal);
          statement.setString(2, stranger.value());
        });
  }
}
