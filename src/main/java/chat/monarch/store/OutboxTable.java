package chat.monarch.store;

import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteMessageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    database.change(on -> insert(on, groups.stream().flatMap(List::stream).toList()));
  }

  /// Keeps what the archive brought for a portal, and that its history was looked for.
  public void acceptHistory(long portal, List<NewMessage> messages) {
    database.change(
        on -> {
          insert(on, messages);
          Sql.update(
              on,
              "update portal set backfilled = true where id = ?",
              statement -> statement.setLong(1, portal));
        });
  }

  private static void insert(Connection on, List<NewMessage> messages) throws SQLException {
    Sql.<NewMessage>batch(
        on,
        "insert into outbox (portal, remote_id, own, history, body, said_at, position)"
            + " values (?, ?, ?, ?, ?, ?, coalesce(?, nextval('position_seq')))",
        messages,
        (statement, message) -> {
          statement.setLong(1, message.portal());
          statement.setObject(2, message.id().value());
          statement.setBoolean(3, message.own());
          statement.setBoolean(4, message.history());
          statement.setBytes(5, message.body().getBytes(StandardCharsets.UTF_8));
          statement.setTimestamp(6, Timestamp.from(message.at()));
          statement.setObject(7, message.position(), Types.BIGINT);
        });
  }

  /// The portals that have work.
  public List<Long> portalsWithWork() {
    return database.query(
        "select distinct portal from outbox where state = 'PENDING'",
        _ -> {},
        result -> result.getLong(1));
  }

  /// The portals of a login that have work.
  public List<Long> portalsWithWork(LoginId login) {
    return database.query(
        "select distinct o.portal from outbox o join portal p on p.id = o.portal"
            + " where p.login = ? and o.state = 'PENDING'",
        statement -> statement.setString(1, login.value()),
        result -> result.getLong(1));
  }

  /// The first messages of a portal that are not in Matrix yet, in order.
  public List<OutboxRow> open(long portal, int limit) {
    return database.query(
        "select * from outbox where portal = ? and state = 'PENDING' order by position, id limit ?",
        statement -> {
          statement.setLong(1, portal);
          statement.setInt(2, limit);
        },
        OutboxTable::row);
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
    var ids = messages.stream().map(message -> message.row().id()).toArray();
    database.change(
        on -> {
          remember(on, messages);
          Sql.update(
              on,
              "update outbox set state = 'SENT', finished_at = now() where id = any (?)",
              statement -> statement.setArray(1, on.createArrayOf("bigint", ids)));
        });
  }

  private static void remember(Connection on, List<SentMessage> messages) throws SQLException {
    var parts = messages.stream().flatMap(Part::of).toList();
    Sql.<Part>batch(
        on,
        "insert into message (portal, remote_id, part, event, outgoing, said_at, digest,"
            + " position, confirmed) values (?, ?, ?, ?, ?, ?, ?, ?, true)"
            + " on conflict do nothing",
        parts,
        (statement, part) -> {
          var row = part.message().row();
          statement.setLong(1, row.portal());
          statement.setObject(2, row.remoteId().value());
          statement.setInt(3, part.number());
          statement.setString(4, part.message().events().get(part.number()).value());
          statement.setBoolean(5, row.own());
          statement.setTimestamp(6, Timestamp.from(row.at()));
          statement.setBytes(7, part.digest());
          statement.setLong(8, row.position());
        });
  }

  /// The message cannot appear in Matrix.
  public void fail(long row, String reason) {
    database.update(
        "update outbox set state = 'FAILED', reason = ?, finished_at = now() where id = ?",
        statement -> {
          statement.setString(1, reason);
          statement.setLong(2, row);
        });
  }

  /// The message is to be tried again.
  public void postpone(long row, Instant due) {
    database.update(
        "update outbox set attempt = attempt + 1, due_at = ? where id = ?",
        statement -> {
          statement.setTimestamp(1, Timestamp.from(due));
          statement.setLong(2, row);
        });
  }

  /// Deletes rows that were done before then. What they brought stays remembered.
  public int deleteFinished(Instant before) {
    return database.update(
        "delete from outbox where finished_at < ?",
        statement -> statement.setTimestamp(1, Timestamp.from(before)));
  }

  /// One of the events that show a message. The archive knows the message as a whole, by the digest
  /// of the first.
  private record Part(SentMessage message, int number) {
    static Stream<Part> of(SentMessage message) {
      return IntStream.range(0, message.events().size())
          .mapToObj(number -> new Part(message, number));
    }

    byte[] digest() {
      var hex = number == 0 ? TextDigest.of(message.row().body()).hex() : "";
      return HexFormat.of().parseHex(hex);
    }
  }
}
