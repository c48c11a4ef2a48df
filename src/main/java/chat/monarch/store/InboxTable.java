package chat.monarch.store;

import chat.monarch.domain.WorkState;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events that Matrix pushed, one row of work each, in order per room.
@ApplicationScoped
public class InboxTable {
  private final Database database;

  InboxTable(Database database) {
    this.database = database;
  }

  /// Keeps events that never came before, in one commit.
  ///
  /// @return those that were new
  public List<ReceivedEvent> accept(List<ReceivedEvent> events) {
    return events.isEmpty() ? events : database.transaction(on -> insertNew(on, events));
  }

  /// Keeps the new ones of events that a sync brought, and the place where the next sync goes on.
  public List<ReceivedEvent> acceptSync(List<ReceivedEvent> events, String nextBatch) {
    return database.transaction(
        on -> {
          SettingTable.put(on, SettingTable.NEXT_BATCH, nextBatch);
          return insertNew(on, events);
        });
  }

  private static List<ReceivedEvent> insertNew(Connection on, List<ReceivedEvent> events)
      throws SQLException {
    var unseen = new HashSet<>(markSeen(on, events));
    var fresh = events.stream().filter(event -> unseen.remove(hash(event.id()))).toList();
    insert(on, fresh);
    return fresh;
  }

  private static List<String> markSeen(Connection on, List<ReceivedEvent> events)
      throws SQLException {
    // In one order everywhere, so that two that accept the same events do not wait for each other.
    var hashes = events.stream().map(event -> hash(event.id())).distinct().sorted().toArray();
    try (var statement =
        on.prepareStatement(
            "insert into seen_event (hash) select decode(h, 'hex') from unnest(?) as h"
                + " on conflict do nothing returning encode(hash, 'hex')")) {
      statement.setArray(1, on.createArrayOf("text", hashes));
      var fresh = new ArrayList<String>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          fresh.add(result.getString(1));
        }
      }
      return fresh;
    }
  }

  private static void insert(Connection on, List<ReceivedEvent> events) throws SQLException {
    try (var statement =
        on.prepareStatement("insert into inbox (event, room, sender, raw) values (?, ?, ?, ?)")) {
      for (var event : events) {
        statement.setString(1, event.id().value());
        statement.setString(2, event.room().value());
        statement.setString(3, event.sender().value());
        statement.setBytes(4, event.raw());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// The first 16 bytes of the id's SHA-256, in hexadecimal digits.
  private static String hash(EventId event) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(event.value().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The rooms that have work.
  public Set<RoomId> roomsWithWork() {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select distinct room from inbox"
                      + " where state in ('PENDING', 'SENDING', 'UNCERTAIN')")) {
            return rooms(statement);
          }
        });
  }

  /// The first rows of a room that are not done, in order.
  public List<InboxRow> open(RoomId room, int limit) {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select id, event, room, sender, raw, state, remote_id, attempt, due_at"
                      + " from inbox where room = ? and state in ('PENDING', 'SENDING', 'UNCERTAIN')"
                      + " order by id limit ?")) {
            statement.setString(1, room.value());
            statement.setInt(2, limit);
            return rows(statement);
          }
        });
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
        result.getTimestamp("due_at").toInstant());
  }

  /// The rooms of a login's portals that have work.
  public Set<RoomId> roomsWithWork(LoginId login) {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select distinct i.room from inbox i join portal p on p.room = i.room"
                      + " where p.login = ? and i.state in ('PENDING', 'SENDING', 'UNCERTAIN')")) {
            statement.setString(1, login.value());
            return rooms(statement);
          }
        });
  }

  private static Set<RoomId> rooms(PreparedStatement statement) throws SQLException {
    try (var result = statement.executeQuery()) {
      var rooms = new HashSet<RoomId>();
      while (result.next()) {
        rooms.add(new RoomId(result.getString(1)));
      }
      return rooms;
    }
  }

  /// The rows of a room of which nobody knows whether the messenger has them, in order.
  public List<InboxRow> uncertain(RoomId room) {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select id, event, room, sender, raw, state, remote_id, attempt, due_at"
                      + " from inbox where room = ? and state = 'UNCERTAIN' order by id")) {
            statement.setString(1, room.value());
            return rows(statement);
          }
        });
  }

  private static List<InboxRow> rows(PreparedStatement statement) throws SQLException {
    try (var result = statement.executeQuery()) {
      var rows = new ArrayList<InboxRow>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    }
  }

  /// What was being written when the process ended may have arrived or not.
  ///
  /// @return how many rows that is
  public int markInterruptedUncertain() {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement("update inbox set state = 'UNCERTAIN' where state = 'SENDING'")) {
            return statement.executeUpdate();
          }
        });
  }

  /// The row is done, and is kept until [#deleteFinished].
  public void finish(Collection<Long> rows) {
    database.transaction(
        on -> {
          setState(on, rows, WorkState.SENT, null);
          return null;
        });
  }

  /// The row is given up.
  public void fail(long row, String reason) {
    database.transaction(
        on -> {
          setState(on, List.of(row), WorkState.FAILED, reason);
          return null;
        });
  }

  /// The row is to be tried again.
  public void postpone(long row, Instant due) {
    database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "update inbox set attempt = attempt + 1, due_at = ? where id = ?")) {
            statement.setTimestamp(1, Timestamp.from(due));
            statement.setLong(2, row);
            statement.executeUpdate();
            return null;
          }
        });
  }

  /// The event behind a message that was written to the messenger before.
  public Optional<InboxRow> find(RemoteMessageId message) {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select id, event, room, sender, raw, state, remote_id, attempt, due_at"
                      + " from inbox where remote_id = ?")) {
            statement.setObject(1, message.value());
            try (var result = statement.executeQuery()) {
              return result.next() ? Optional.of(row(result)) : Optional.empty();
            }
          }
        });
  }

  /// Deletes rows that were done before then. The hashes of their events stay.
  public int deleteFinished(Instant before) {
    return database.transaction(
        on -> {
          try (var statement = on.prepareStatement("delete from inbox where finished_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(before));
            return statement.executeUpdate();
          }
        });
  }

  static void setState(
      Connection on, Collection<Long> rows, WorkState state, @Nullable String reason)
      throws SQLException {
    try (var statement =
        on.prepareStatement(
            "update inbox set state = ?, reason = ?,"
                + " finished_at = case when ? then now() end where id = any (?)")) {
      statement.setString(1, state.name());
      statement.setString(2, reason);
      statement.setBoolean(3, state == WorkState.SENT || state == WorkState.FAILED);
      statement.setArray(4, on.createArrayOf("bigint", rows.toArray()));
      statement.executeUpdate();
    }
  }
}
