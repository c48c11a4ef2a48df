package chat.monarch.store;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

/// The last announcement to each login's owner.
@ApplicationScoped
public class AnnouncementTable {
  private static final String COLUMNS =
      "select login, state, sentence, at, said from announcement ";

  private final Database database;

  AnnouncementTable(Database database) {
    this.database = database;
  }

  /// The last announcement.
  public Optional<Announcement> find(LoginId login) {
    return database
        .query(
            COLUMNS + "where login = ?",
            statement -> statement.setString(1, login.value()),
            AnnouncementTable::announcement)
        .stream()
        .findFirst();
  }

  /// Those that the homeserver does not have.
  public List<Announcement> unsaid() {
    return database.query(COLUMNS + "where not said", _ -> {}, AnnouncementTable::announcement);
  }

  /// Keeps an announcement in place of the last one.
  public void put(Announcement announcement) {
    database.update(
        "insert into announcement (login, state, sentence, at, said) values (?, ?, ?, ?, ?)"
            + " on conflict (login) do update set state = excluded.state,"
            + " sentence = excluded.sentence, at = excluded.at, said = excluded.said",
        statement -> {
          statement.setString(1, announcement.login().value());
          statement.setString(2, announcement.state().name());
          statement.setString(3, announcement.sentence());
          statement.setTimestamp(4, Timestamp.from(announcement.at()));
          statement.setBoolean(5, announcement.said());
        });
  }

  /// Remembers that the homeserver has it, unless it is the last one no more.
  public void setSaid(Announcement announcement) {
    database.update(
        "update announcement set said = true where login = ? and at = ?",
        statement -> {
          statement.setString(1, announcement.login().value());
          statement.setTimestamp(2, Timestamp.from(announcement.at()));
        });
  }

  private static Announcement announcement(ResultSet result) throws SQLException {
    return new Announcement(
        new LoginId(result.getString("login")),
        LoginState.valueOf(result.getString("state")),
        result.getString("sentence"),
        result.getTimestamp("at").toInstant(),
        result.getBoolean("said"));
  }
}
