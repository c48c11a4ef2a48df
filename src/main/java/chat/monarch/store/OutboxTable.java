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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The messages that the messenger brought, one row of work each, in order per portal.
@ApplicationScoped
public class OutboxTable {
  private static final int GROUP = 200;
  private static final int BYTES = 256 * 1024;

  /// The first open row of each portal. Goes from portal to portal through the index, so that what
  /// it costs depends on how many portals have work, not on how much they have.
  private static final String FIRST =
      """
      with recursive first as (
        (select portal, id from outbox where state = 'PENDING' order by portal, position limit 1)
        union all
        select next.portal, next.id from first cross join lateral (
          select portal, id from outbox where state = 'PENDING' and portal > first.portal
          order by portal, position limit 1) next)
      """;

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

  /// A repetition, after an answer of the database was lost, changes nothing.
  private static void insert(Connection on, List<NewMessage> messages) throws SQLException {
    Sql.update(
        on,
        """
        insert into outbox (portal, remote_id, own, history, body, said_at, position)
        select portal, remote_id, own, history, body, said_at,
          coalesce(position, nextval('position_seq'))
        from (
          select * from unnest(?::bigint[], ?::uuid[], ?::boolean[], ?::boolean[], ?::bytea[],
              ?::timestamptz[], ?::bigint[]) with ordinality
            as message (portal, remote_id, own, history, body, said_at, position, place)
          order by place) message
        on conflict (remote_id) do nothing
        """,
        statement -> {
          Sql.longs(statement, 1, messages, NewMessage::portal);
          Sql.array(statement, 2, "uuid", messages, message -> message.id().value());
          Sql.array(statement, 3, "boolean", messages, NewMessage::own);
          Sql.array(statement, 4, "boolean", messages, NewMessage::history);
          Sql.bytes(statement, 5, messages, message -> bytes(message.body()));
          Sql.texts(statement, 6, messages, message -> message.at().toString());
          Sql.array(statement, 7, "bigint", messages, NewMessage::position);
        });
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /// The portals that have work.
  public List<Long> portalsWithWork() {
    return database.query(FIRST + "select portal from first", _ -> {}, result -> result.getLong(1));
  }

  /// The portals of a login that have work.
  public List<Long> portalsWithWork(LoginId login) {
    return database.query(
        "select id from portal p where login = ?"
            + " and exists (select from outbox o where o.portal = p.id and o.state = 'PENDING')",
        statement -> statement.setString(1, login.value()),
        result -> result.getLong(1));
  }

  /// The first messages of a portal that are not in Matrix yet, in order: no more than fit into
  /// memory well.
  public List<OutboxRow> open(long portal, int limit) {
    return database.query(
        """
        select * from (
          select *, sum(length(body)) over (order by position, id) - length(body) as before
          from (select * from outbox where portal = ? and state = 'PENDING'
            order by position, id limit ?) first) sized
        where before < ? order by position, id
        """,
        statement -> {
          statement.setLong(1, portal);
          statement.setInt(2, limit);
          statement.setInt(3, BYTES);
        },
        OutboxTable::row);
  }

  /// Whether rows that [#open] found are all that were open.
  public static boolean isAll(List<OutboxRow> rows, int limit) {
    return rows.size() < limit
        && rows.stream().mapToInt(row -> bytes(row.body()).length).sum() < BYTES;
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
        result.getTimestamp("due_at").toInstant(),
        result.getTimestamp("created_at").toInstant());
  }

  /// Remembers messages that appeared in Matrix, together with whatever others finish now.
  public void finish(List<SentMessage> messages) {
    departures.add(messages);
  }

  private void finishAll(List<List<SentMessage>> groups) {
    var messages = groups.stream().flatMap(List::stream).toList();
    var parts = messages.stream().flatMap(Part::of).toList();
    database.update(
        """
        with shown as (
          insert into message (portal, remote_id, part, event, outgoing, said_at, digest, position)
          select portal, remote_id, part, event, outgoing, said_at, decode(digest, 'hex'), position
          from unnest(?::bigint[], ?::uuid[], ?::int[], ?::text[], ?::boolean[], ?::timestamptz[],
              ?::text[], ?::bigint[])
            as part (portal, remote_id, part, event, outgoing, said_at, digest, position)
          on conflict do nothing)
        update outbox set state = 'SENT', finished_at = now() where id = any (?)
        """,
        statement -> {
          Sql.longs(statement, 1, parts, part -> part.row().portal());
          Sql.array(statement, 2, "uuid", parts, part -> part.row().remoteId().value());
          Sql.array(statement, 3, "int4", parts, Part::number);
          Sql.texts(statement, 4, parts, Part::event);
          Sql.array(statement, 5, "boolean", parts, part -> part.row().own());
          Sql.texts(statement, 6, parts, part -> part.row().at().toString());
          Sql.texts(statement, 7, parts, Part::digest);
          Sql.longs(statement, 8, parts, part -> part.row().position());
          Sql.longs(statement, 9, messages, message -> message.row().id());
        });
  }

  /// The message cannot appear in Matrix. It is remembered all the same: the archive must not bring
  /// it again.
  public void fail(OutboxRow row, String reason) {
    database.update(
        """
        with known as (
          insert into message (portal, remote_id, part, outgoing, said_at, digest, position)
          values (?, ?, 0, ?, ?, decode(?, 'hex'), ?)
          on conflict do nothing)
        update outbox set state = 'FAILED', reason = ?, finished_at = now() where id = ?
        """,
        statement -> {
          statement.setLong(1, row.portal());
          statement.setObject(2, row.remoteId().value());
          statement.setBoolean(3, row.own());
          statement.setTimestamp(4, Timestamp.from(row.at()));
          statement.setString(5, TextDigest.of(row.body()).hex());
          statement.setLong(6, row.position());
          statement.setString(7, reason);
          statement.setLong(8, row.id());
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

  /// What waits because it was tried in vain is due now. It is the first of its portal, unless the
  /// archive brought something older meanwhile: then it waits its time.
  public void retryNow() {
    database.update(
        FIRST
            + "update outbox set due_at = now() where id in (select id from first)"
            + " and state = 'PENDING' and due_at > now()",
        _ -> {});
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

    OutboxRow row() {
      return message.row();
    }

    String event() {
      return message.events().get(number).value();
    }

    /// In hexadecimal digits.
    String digest() {
      return number == 0 ? TextDigest.of(message.row().body()).hex() : "";
    }
  }
}
