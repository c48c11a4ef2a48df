package chat.monarch.store;

import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteMessageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// The messages that the messenger brought, one row of work each, in order per portal.
@ApplicationScoped
public class OutboxTable {
  private static final int GROUP = 200;

  private final Database database;
  private final GroupCommit<List<NewMessage>> arrivals;
  private final GroupCommit<List<SentMessage>> departures;

  OutboxTable(Database database) {
    this.database = database;
    this.arrivals = new GroupCommit<>(GROUP, this::insertAll);
    this.departures = new GroupCommit<>(GROUP, this::finishAll);
  }

  /// Keeps messages, together with whatever others keep at this moment.
  ///
  /// @throws StoreException when they were not kept
  public void accept(List<NewMessage> messages) {
    arrivals.add(messages);
  }

  private void insertAll(List<List<NewMessage>> groups) {
    database.transaction(
        on -> {
          insert(on, groups.stream().flatMap(List::stream).toList());
          return null;
        });
  }

  /// Keeps what the archive brought for a portal, and that its history was looked for.
  public void acceptHistory(long portal, List<NewMessage> messages) {
    database.transaction(
        on -> {
          insert(on, messages);
          try (var statement =
              on.prepareStatement("update portal set backfilled = true where id = ?")) {
            statement.setLong(1, portal);
            statement.executeUpdate();
          }
          return null;
        });
  }

  private static void insert(Connection on, List<NewMessage> messages) throws SQLException {
    try (var statement =
        on.prepareStatement(
            "insert into outbox (portal, remote_id, own, history, body, said_at, position)"
                + " values (?, ?, ?, ?, ?, ?, coalesce(?, nextval('position_seq')))")) {
      for (var message : messages) {
        statement.setLong(1, message.portal());
        statement.setObject(2, message.id().value());
        statement.setBoolean(3, message.own());
        statement.setBoolean(4, message.history());
        statement.setBytes(5, message.body().getBytes(StandardCharsets.UTF_8));
        statement.setTimestamp(6, Timestamp.from(message.at()));
        statement.setObject(7, message.position(), Types.BIGINT);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// The portals that have work.
  public List<Long> portalsWithWork() {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement("select distinct portal from outbox where state = 'PENDING'")) {
            return portals(statement);
          }
        });
  }

  /// The portals of a login that have work.
  public List<Long> portalsWithWork(LoginId login) {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select distinct o.portal from outbox o join portal p on p.id = o.portal"
                      + " where p.login = ? and o.state = 'PENDING'")) {
            statement.setString(1, login.value());
            return portals(statement);
          }
        });
  }

  private static List<Long> portals(PreparedStatement statement) throws SQLException {
    try (var result = statement.executeQuery()) {
      var portals = new ArrayList<Long>();
      while (result.next()) {
        portals.add(result.getLong(1));
      }
      return portals;
    }
  }

  /// The first messages of a portal that are not in Matrix yet, in order.
  public List<OutboxRow> open(long portal, int limit) {
    return database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "select * from outbox where portal = ? and state = 'PENDING'"
                      + " order by position, id limit ?")) {
            statement.setLong(1, portal);
            statement.setInt(2, limit);
            try (var result = statement.executeQuery()) {
              var rows = new ArrayList<OutboxRow>();
              while (result.next()) {
                rows.add(row(result));
              }
              return rows;
            }
          }
        });
  }

  private static OutboxRow row(ResultSet result) throws SQLException {
    return new OutboxRow(
        result.getLong("id"),
        result.getLong("portal"),
        new RemoteMessageId(result.getObject("remote_id", UUID.class)),
        result.getBoolean("own"),
        result.getBoolean("history"),
        new String(result.getBytes("body"), StandardCharsets.UTF_8),
        result.getTimestamp("said_at").toInstant(),
        result.getLong("position"),
        result.getInt("attempt"),
        result.getTimestamp("due_at").toInstant());
  }

  /// Remembers messages that appeared in Matrix, together with whatever others finish now.
  public void finish(List<SentMessage> messages) {
    departures.add(messages);
  }

  private void finishAll(List<List<SentMessage>> groups) {
    var messages = groups.stream().flatMap(List::stream).toList();
    database.transaction(
        on -> {
          remember(on, messages);
          try (var statement =
              on.prepareStatement(
                  "update outbox set state = 'SENT', finished_at = now() where id = any (?)")) {
            var ids = messages.stream().map(message -> message.row().id()).toArray();
            statement.setArray(1, on.createArrayOf("bigint", ids));
            statement.executeUpdate();
          }
          return null;
        });
  }

  private static void remember(Connection on, List<SentMessage> messages) throws SQLException {
    try (var statement =
        on.prepareStatement(
            "insert into message (portal, remote_id, part, event, outgoing, said_at, digest,"
                + " position, confirmed) values (?, ?, ?, ?, ?, ?, ?, ?, true)"
                + " on conflict do nothing")) {
      for (var message : messages) {
        var row = message.row();
        for (int part = 0; part < message.events().size(); part++) {
          statement.setLong(1, row.portal());
          statement.setObject(2, row.remoteId().value());
          statement.setInt(3, part);
          statement.setString(4, message.events().get(part).value());
          statement.setBoolean(5, row.own());
          statement.setTimestamp(6, Timestamp.from(row.at()));
          statement.setBytes(7, part == 0 ? digest(row.body()) : new byte[0]);
          statement.setLong(8, row.position());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private static byte[] digest(String body) {
    return HexFormat.of().parseHex(TextDigest.of(body).hex());
  }

  /// The message cannot appear in Matrix.
  public void fail(long row, String reason) {
    database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "update outbox set state = 'FAILED', reason = ?, finished_at = now()"
                      + " where id = ?")) {
            statement.setString(1, reason);
            statement.setLong(2, row);
            statement.executeUpdate();
            return null;
          }
        });
  }

  /// The message is to be tried again.
  public void postpone(long row, Instant due) {
    database.transaction(
        on -> {
          try (var statement =
              on.prepareStatement(
                  "update outbox set attempt = attempt + 1, due_at = ? where id = ?")) {
            statement.setTimestamp(1, Timestamp.from(due));
            statement.setLong(2, row);
            statement.executeUpdate();
            return null;
          }
        });
  }

  /// Deletes rows that were done before then. What they brought stays remembered.
  public int deleteFinished(Instant before) {
    return database.transaction(
        on -> {
          try (var statement = on.prepareStatement("delete from outbox where finished_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(before));
            return statement.executeUpdate();
          }
        });
  }
}
