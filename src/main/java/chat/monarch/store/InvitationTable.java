package chat.monarch.store;

import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The invitations, open and answered.
@ApplicationScoped
public class InvitationTable {
  private static final String COLUMNS =
      "select login, remote_id, incoming, number, nick, message, state, said from invitation ";

  private final Database database;

  InvitationTable(Database database) {
    this.database = database;
  }

  /// The invitation between a login and somebody.
  public Optional<InvitationRow> find(LoginId login, RemoteUserId contact, boolean incoming) {
    return database
        .query(
            COLUMNS + "where login = ? and remote_id = ? and incoming = ?",
            statement -> {
              statement.setString(1, login.value());
              statement.setString(2, contact.value());
              statement.setBoolean(3, incoming);
            },
            InvitationTable::row)
        .stream()
        .findFirst();
  }

  /// A login's invitations, the oldest first.
  public List<InvitationRow> of(LoginId login) {
    return database.query(
        COLUMNS + "where login = ? order by number",
        statement -> statement.setString(1, login.value()),
        InvitationTable::row);
  }

  /// Those of whose state the user was not told.
  public List<InvitationRow> unsaid() {
    return database.query(COLUMNS + "where not said", _ -> {}, InvitationTable::row);
  }

  /// Begins an invitation, with a number of its own, in place of an earlier one.
  public void begin(
      LoginId login,
      RemoteUserId contact,
      boolean incoming,
      @Nullable String nick,
      @Nullable String message,
      InvitationState state,
      boolean said) {
    database.update(
        """
        insert into invitation
          (login, remote_id, incoming, nick, message, state, said, at, number)
        values (?, ?, ?, ?, ?, ?, ?, now(), (
          select coalesce(max(i.number), 0) + 1 from invitation i join login l on l.id = i.login
          where l.matrix_user = (select matrix_user from login where id = ?)))
        on conflict (login, remote_id, incoming) do update set nick = excluded.nick,
          message = excluded.message, state = excluded.state, said = excluded.said,
          at = excluded.at, number = excluded.number
        """,
        statement -> {
          statement.setString(1, login.value());
          statement.setString(2, contact.value());
          statement.setBoolean(3, incoming);
          statement.setString(4, nick);
          statement.setString(5, message);
          statement.setString(6, state.name());
          statement.setBoolean(7, said);
          statement.setString(8, login.value());
        });
  }

  /// The invitation goes on.
  ///
  /// @param said whether nothing is to be told of it
  public void advance(InvitationRow row, InvitationState state, boolean said) {
    database.update(
        "update invitation set state = ?, said = ?"
            + " where login = ? and remote_id = ? and incoming = ? and number = ?",
        statement -> {
          statement.setString(1, state.name());
          statement.setBoolean(2, said);
          statement.setString(3, row.login().value());
          statement.setString(4, row.contact().value());
          statement.setBoolean(5, row.incoming());
          statement.setInt(6, row.number());
        });
  }

  /// Forgets an invitation.
  public void remove(LoginId login, RemoteUserId contact, boolean incoming) {
    database.update(
        "delete from invitation where login = ? and remote_id = ? and incoming = ?",
        statement -> {
          statement.setString(1, login.value());
          statement.setString(2, contact.value());
          statement.setBoolean(3, incoming);
        });
  }

  /// Remembers that the user was told, unless the invitation has gone on.
  public void setSaid(InvitationRow row) {
    database.update(
        "update invitation set said = true"
            + " where login = ? and remote_id = ? and incoming = ? and number = ? and state = ?",
        statement -> {
          statement.setString(1, row.login().value());
          statement.setString(2, row.contact().value());
          statement.setBoolean(3, row.incoming());
          statement.setInt(4, row.number());
          statement.setString(5, row.state().name());
        });
  }

  private static InvitationRow row(ResultSet result) throws SQLException {
    return new InvitationRow(
        new LoginId(result.getString("login")),
        new RemoteUserId(result.getString("remote_id")),
        result.getBoolean("incoming"),
        result.getInt("number"),
        result.getString("nick"),
        result.getString("message"),
        InvitationState.valueOf(result.getString("state")),
        result.getBoolean("said"));
  }
}
