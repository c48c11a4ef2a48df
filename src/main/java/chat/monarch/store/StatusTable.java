package chat.monarch.store;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is asked of the rows of work only to tell people and operators how they stand.
@ApplicationScoped
public class StatusTable {

  private final Database database;

  StatusTable(Database database) {
    this.database = database;
  }

  /// An event of a portal's owner that is not done.
  ///
  /// @param row grows with the time of arrival
  public record WaitingEvent(long row, ReceivedEvent event) {}

  /// The messages that the messenger took last: those up to so long before the very last one, but
  /// none from before `earliest`. The oldest first.
  public List<ReceivedEvent> lastDelivered(Duration span, Instant earliest, int limit) {
    return database.query(
        """
        select * from (
          select id, event, room, sender, raw from inbox
          where state = 'SENT' and remote_id is not null and finished_at > ? and finished_at >
            (select max(finished_at) from inbox where finished_at is not null)
              - ? * interval '1 second'
          order by finished_at desc limit ?) latest
        order by id
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(earliest));
          statement.setLong(2, span.toSeconds());
          statement.setInt(3, limit);
        },
        StatusTable::event);
  }

  /// The row before the first that is not done.
  public long beforeFirstOpen() {
    return one("select coalesce(min(id), 1) - 1 from inbox where " + InboxTable.OPEN, _ -> {}, 0);
  }

  /// The last row that came before then, or 0.
  public long lastBefore(Instant time) {
    return one(
        "select id from inbox where created_at < ? order by id desc limit 1",
        statement -> statement.setTimestamp(1, Timestamp.from(time)),
        0);
  }

  /// The events of portals' owners behind one row and up to another that are not done, in order.
  public List<WaitingEvent> waiting(long after, long upTo, int limit) {
    return database.query(
        "select i.id, i.event, i.room, i.sender, i.raw from inbox i"
            + " join portal p on p.room = i.room"
            + " join login l on l.id = p.login and l.matrix_user = i.sender"
            + " where i.id > ? and i.id <= ? and i."
            + InboxTable.OPEN
            + " order by i.id limit ?",
        statement -> {
          statement.setLong(1, after);
          statement.setLong(2, upTo);
          statement.setInt(3, limit);
        },
        result -> new WaitingEvent(result.getLong("id"), event(result)));
  }

  /// How many events of Matrix are not done; counts no further than `most`.
  public long waitingForMessenger(int most) {
    return count("inbox where " + InboxTable.OPEN, most);
  }

  /// How many messages of the messenger are not in their rooms; counts no further than `most`.
  public long waitingForMatrix(int most) {
    return count("outbox where state = 'PENDING'", most);
  }

  private long count(String rows, int most) {
    return one(
        "select count(*) from (select 1 from " + rows + " limit ?) some",
        statement -> statement.setInt(1, most),
        0);
  }

  /// How many linked accounts there are that their owners did not sign out.
  public long logins() {
    return one("select count(*) from login where state <> 'SIGNED_OUT'", _ -> {}, 0);
  }

  private long one(String sql, Sql.Values values, long otherwise) {
    return database.query(sql, values, result -> result.getLong(1)).stream()
        .findFirst()
        .orElse(otherwise);
  }

  private static ReceivedEvent event(ResultSet result) throws SQLException {
    return new ReceivedEvent(
        new EventId(result.getString("event")),
        new RoomId(result.getString("room")),
        new MatrixUserId(result.getString("sender")),
        result.getBytes("raw"));
  }
}
