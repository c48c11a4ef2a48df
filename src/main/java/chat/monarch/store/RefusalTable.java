package chat.monarch.store;

import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// What becomes of the rows of messages that the messenger refused.
@ApplicationScoped
public class RefusalTable {
  private final Database database;

  RefusalTable(Database database) {
    this.database = database;
  }

  /// The service refused a message that was written to it: its sender is to be told why, however
  /// long that takes. The archive need not have it.
  ///
  /// @return the work that there is now, or empty when there is nothing to tell
  public Optional<RefusedWork> refuse(RemoteMessageId message, String reason) {
    return database
        .query(
            """
            with refused as (update message set doubtful = true where remote_id = ?)
            update inbox set state = 'REFUSED', reason = ?, finished_at = null
            where remote_id = ? and state <> 'FAILED' returning id, room
            """,
            statement -> {
              statement.setObject(1, message.value());
              statement.setString(2, reason);
              statement.setObject(3, message.value());
            },
            result -> new RefusedWork(result.getLong(1), new RoomId(result.getString(2))))
        .stream()
        .findFirst();
  }

  /// The service could not take a part of a message that was written to it: it is sent once more
  /// (MSG-7).
  ///
  /// @param due not before then
  /// @return the work that there is now, or empty when it was sent again before
  public Optional<RefusedWork> sendAgain(RemoteMessageId message, int part, Instant due) {
    return database
        .query(
            """
            with again as (
              update inbox set state = 'PENDING', finished_at = null,
                attempt = case when state = 'PENDING' then attempt else attempt + 1 end,
                due_at = case when state = 'PENDING' then due_at else ? end
              where remote_id = ? and (state = 'PENDING'
                or attempt = 0 and state in ('SENDING', 'UNCERTAIN', 'SENT'))
              returning id, room, remote_id),
            gone as (
              delete from message m using again where m.remote_id = again.remote_id and part = ?)
            select id, room from again
            """,
            statement -> {
              statement.setTimestamp(1, Timestamp.from(due));
              statement.setObject(2, message.value());
              statement.setInt(3, part);
            },
            result -> new RefusedWork(result.getLong(1), new RoomId(result.getString(2))))
        .stream()
        .findFirst();
  }
}
