package chat.monarch.store;

import chat.monarch.domain.WorkState;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events that Matrix pushed, one row of work each, in order per room.
@ApplicationScoped
public class InboxTable {
  private static final String COLUMNS =
      "select id, event, room, sender, raw, state, remote_id, attempt, due_at, reason from inbox ";
  static final String OPEN = "state in ('PENDING', 'SENDING', 'UNCERTAIN', 'REFUSED')";

  /// The first open row of each room. Goes from room to room through the index, so that what it
  /// costs depends on how many rooms have work, not on how much they have.
  private static final String FIRST =
      """
      with recursive first as (
        (select room, id from inbox where %1$s order by room, id limit 1)
        union all
        select next.room, next.id from first cross join lateral (
          select room, id from inbox where %1$s and room > first.room
          order by room, id limit 1) next)
      """
          .formatted(OPEN);

  private static final int BYTES = 256 * 1024;

  private final Database database;

  InboxTable(Database database) {
    this.database = database;
  }

  /// The rooms that have work.
  public List<RoomId> roomsWithWork() {
    return database.query(
        FIRST + "select room from first", _ -> {}, result -> new RoomId(result.getString(1)));
  }

  /// The rooms of a login's portals that have work.
  public List<RoomId> roomsWithWork(LoginId login) {
    return database.query(
        "select room from portal p where login = ?"
            + " and exists (select from inbox i where i.room = p.room and i."
            + OPEN
            + ")",
        statement -> statement.setString(1, login.value()),
        result -> new RoomId(result.getString(1)));
  }

  /// The first rows of a room that are not done, in order: no more than fit into memory well.
  public List<InboxRow> open(RoomId room, int limit) {
    return database.query(
        """
        select * from (
          select *, sum(length(raw)) over (order by id) - length(raw) as before
          from (%s where room = ? and %s order by id limit ?) first) sized
        where before < ? order by id
        """
            .formatted(COLUMNS, OPEN),
        statement -> {
          statement.setString(1, room.value());
          statement.setInt(2, limit);
          statement.setInt(3, BYTES);
        },
        InboxTable::row);
  }

  /// Whether rows that [#open] found are all that were open.
  public static boolean isAll(List<InboxRow> rows, int limit) {
    return rows.size() < limit
        && rows.stream().mapToInt(row -> row.event().raw().length).sum() < BYTES;
  }

  /// The rows of a room of which nobody knows whether the messenger has them, in order.
  public List<InboxRow> uncertain(RoomId room) {
    return database.query(
        COLUMNS + "where room = ? and state = 'UNCERTAIN' order by id",
        statement -> statement.setString(1, room.value()),
        InboxTable::row);
  }

  /// The event behind a message that was written to the messenger before.
  public Optional<InboxRow> find(RemoteMessageId message) {
    return database
        .query(
            COLUMNS + "where remote_id = ?",
            statement -> statement.setObject(1, message.value()),
            InboxTable::row)
        .stream()
        .findFirst();
  }

  private static InboxRow row(ResultSet result) throws SQLException {
    var remoteId = result.getObject("remote_id", UUID.class);
    return new InboxRow(
        result.getLong("id"),
        new ReceivedEvent(
            new EventId(result.getString("event")),
            new RoomId(result.getString("room")),
            new MatrixUserId(result.getString("sender")),
            result.getBytes("raw")),
        WorkState.valueOf(result.getString("state")),
        remoteId == null ? null : new RemoteMessageId(remoteId),
        result.getInt("attempt"),
        result.getTimestamp("due_at").toInstant(),
        result.getString("reason"));
  }

  /// What was being written when the process ended may have arrived or not.
  ///
  /// @return how many rows that is
  public int markInterruptedUncertain() {
    return database.update("update inbox set state = 'UNCERTAIN' where state = 'SENDING'", _ -> {});
  }

  /// The same for a room, when what became of its messages could not be stored.
  public void markInterruptedUncertain(RoomId room) {
    database.update(
        "update inbox set state = 'UNCERTAIN' where room = ? and state = 'SENDING'",
        statement -> statement.setString(1, room.value()));
  }

  /// The row is done, and is kept until [#deleteFinished].
  public void finish(Collection<Long> rows) {
    database.change(on -> setState(on, rows, WorkState.SENT, null));
  }

  /// The row is given up.
  public void fail(long row, String reason) {
    database.change(on -> setState(on, List.of(row), WorkState.FAILED, reason));
  }

  /// The row is to be tried again.
  public void postpone(long row, Instant due) {
    database.update(
        "update inbox set attempt = attempt + 1, due_at = ? where id = ?",
        statement -> {
          statement.setTimestamp(1, Timestamp.from(due));
          statement.setLong(2, row);
        });
  }

  /// What waits because it was tried in vain is due now, but for what waits a few seconds only
  /// (MSG-7). It is the first of its room: nothing behind it was tried.
  public void retryNow() {
    database.update(
        FIRST
            + "update inbox set due_at = now() where id in (select id from first)"
            + " and state = 'PENDING' and due_at > now() + interval '5 seconds'",
        _ -> {});
  }

  /// Deletes rows that were done before then. The hashes of their events stay.
  public int deleteFinished(Instant before) {
    return database.update(
        "delete from inbox where finished_at < ?",
        statement -> statement.setTimestamp(1, Timestamp.from(before)));
  }

  /// What was refused meanwhile is not touched.
  static void settle(Connection on, Collection<Long> rows, WorkState state) throws SQLException {
    Sql.update(
        on,
        "update inbox set state = ?, finished_at = case when ? then now() end"
            + " where id = any (?) and state in ('SENDING', 'UNCERTAIN')",
        statement -> {
          statement.setString(1, state.name());
          statement.setBoolean(2, state == WorkState.SENT);
          Sql.longs(statement, 3, rows, Long::longValue);
        });
  }

  static void setState(
      Connection on, Collection<Long> rows, WorkState state, @Nullable String reason)
      throws SQLException {
    Sql.update(
        on,
        "update inbox set state = ?, reason = ?,"
            + " finished_at = case when ? then now() end where id = any (?)",
        statement -> {
          statement.setString(1, state.name());
          statement.setString(2, reason);
          statement.setBoolean(3, state == WorkState.SENT || state == WorkState.FAILED);
          statement.setArray(4, on.createArrayOf("bigint", rows.toArray()));
        });
  }
}
