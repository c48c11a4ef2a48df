package chat.monarch.store;

import chat.monarch.domain.WorkState;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.RemoteMessageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The messages that both sides have, or are about to have.
@ApplicationScoped
public class MessageTable {
  private static final int GROUP = 100;

  private final Database database;
  private final GroupCommit<List<OutgoingPart>> beginnings;
  private final GroupCommit<List<Settlement>> settlements;

  MessageTable(Database database) {
    this.database = database;
    this.beginnings = new GroupCommit<>(GROUP, this::beginAll);
    this.settlements = new GroupCommit<>(GROUP, this::settleAll);
  }

  /// One part of a message.
  public record PartId(RemoteMessageId message, int part) {}

  /// What became of a message that was written, or was to be.
  ///
  /// @param row its inbox row
  /// @param confirmed the parts that the messenger has
  public record Settlement(long row, WorkState state, List<PartId> confirmed) {}

  /// Remembers that parts are about to be written: if the process ends now, they may have arrived.
  public void beginSending(List<OutgoingPart> parts) {
    beginnings.add(parts);
  }

  private void beginAll(List<List<OutgoingPart>> groups) {
    var parts = groups.stream().flatMap(List::stream).toList();
    database.change(
        on -> {
          insert(on, parts);
          markSending(on, parts);
        });
  }

  private static void insert(Connection on, List<OutgoingPart> parts) throws SQLException {
    Sql.<OutgoingPart>batch(
        on,
        "insert into message (portal, remote_id, part, event, outgoing, said_at, digest, position)"
            + " values (?, ?, ?, ?, true, ?, decode(?, 'hex'), nextval('position_seq'))"
            + " on conflict (portal, remote_id, part) do update"
            + " set said_at = excluded.said_at, position = excluded.position",
        parts,
        (statement, part) -> {
          statement.setLong(1, part.portal());
          statement.setObject(2, part.id().value());
          statement.setInt(3, part.part());
          statement.setString(4, part.event().value());
          statement.setTimestamp(5, Timestamp.from(part.at()));
          statement.setString(6, part.digest().hex());
        });
  }

  private static void markSending(Connection on, List<OutgoingPart> parts) throws SQLException {
    Sql.<OutgoingPart>batch(
        on,
        "update inbox set state = 'SENDING', remote_id = ? where id = ?",
        parts,
        (statement, part) -> {
          statement.setObject(1, part.id().value());
          statement.setLong(2, part.row());
        });
  }

  /// Remembers what became of inbox rows whose messages were written.
  public void settle(List<Settlement> outcomes) {
    settlements.add(outcomes);
  }

  private void settleAll(List<List<Settlement>> groups) {
    var outcomes = groups.stream().flatMap(List::stream).toList();
    var rows =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    Settlement::state, Collectors.mapping(Settlement::row, Collectors.toList())));
    database.change(
        on -> {
          confirm(on, outcomes.stream().flatMap(each -> each.confirmed().stream()).toList());
          for (var each : rows.entrySet()) {
            InboxTable.setState(on, each.getValue(), each.getKey(), null);
          }
        });
  }

  private static void confirm(Connection on, List<PartId> parts) throws SQLException {
    Sql.<PartId>batch(
        on,
        "update message set confirmed = true where remote_id = ? and part = ?",
        parts,
        (statement, part) -> {
          statement.setObject(1, part.message().value());
          statement.setInt(2, part.part());
        });
  }

  /// The parts of a message that was written to the messenger, in order.
  public List<KnownMessage> parts(RemoteMessageId message) {
    return database.query(
        "select remote_id, part, outgoing, said_at, position, confirmed,"
            + " encode(digest, 'hex') as digest, null::bytea as body"
            + " from message where remote_id = ? order by part",
        statement -> statement.setObject(1, message.value()),
        MessageTable::message);
  }

  /// The numbers of those parts of a message that the messenger has.
  public Set<Integer> confirmedParts(RemoteMessageId message) {
    return parts(message).stream()
        .filter(KnownMessage::confirmed)
        .map(KnownMessage::part)
        .collect(Collectors.toSet());
  }

  /// The latest messages of a portal in order, with those that are only on their way to Matrix.
  public List<KnownMessage> known(long portal, int limit) {
    return database.query(
        """
        select * from (
          select remote_id, part, outgoing, said_at, position, confirmed,
            encode(digest, 'hex') as digest, null::bytea as body
          from message where portal = ? and digest <> ''
          union all
          select remote_id, 0, own, said_at, position, false, null, body
          from outbox where portal = ? and state = 'PENDING'
          order by position desc limit ?) latest
        order by position, part
        """,
        statement -> {
          statement.setLong(1, portal);
          statement.setLong(2, portal);
          statement.setInt(3, limit);
        },
        MessageTable::message);
  }

  private static KnownMessage message(ResultSet result) throws SQLException {
    var body = result.getBytes("body");
    return new KnownMessage(
        new RemoteMessageId(result.getObject("remote_id", UUID.class)),
        result.getInt("part"),
        result.getBoolean("outgoing"),
        body == null
            ? new TextDigest(result.getString("digest"))
            : TextDigest.of(new String(body, StandardCharsets.UTF_8)),
        result.getTimestamp("said_at").toInstant(),
        result.getLong("position"),
        result.getBoolean("confirmed"));
  }
}
