package chat.monarch.store;

import chat.monarch.domain.WorkState;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  /// @param absent the parts that the messenger surely has not
  public record Settlement(long row, WorkState state, List<PartId> absent) {
    /// Nothing of it is known to be absent.
    public static Settlement of(long row, WorkState state) {
      return new Settlement(row, state, List.of());
    }
  }

  /// Remembers that parts are about to be written: if the process ends now, they may have arrived.
  public void beginSending(List<OutgoingPart> parts) {
    beginnings.add(parts);
  }

  private void beginAll(List<List<OutgoingPart>> groups) {
    var parts = groups.stream().flatMap(List::stream).toList();
    database.update(
        """
        with part as (
          select * from unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::int[], ?::text[],
              ?::timestamptz[], ?::text[]) with ordinality
            as part (inbox, portal, remote_id, part, event, said_at, digest, place)
          order by place),
        written as (
          insert into message (portal, remote_id, part, event, outgoing, said_at, digest, position)
          select portal, remote_id, part, event, true, said_at, decode(digest, 'hex'),
            nextval('position_seq') from part
          on conflict (remote_id, part) do update
            set said_at = excluded.said_at, position = excluded.position)
        update inbox set state = 'SENDING', remote_id = part.remote_id
        from part where id = part.inbox
        """,
        statement -> {
          Sql.longs(statement, 1, parts, OutgoingPart::row);
          Sql.longs(statement, 2, parts, OutgoingPart::portal);
          Sql.array(statement, 3, "uuid", parts, part -> part.id().value());
          Sql.array(statement, 4, "int4", parts, OutgoingPart::part);
          Sql.texts(statement, 5, parts, part -> part.event().value());
          Sql.texts(statement, 6, parts, part -> part.at().toString());
          Sql.texts(statement, 7, parts, part -> part.digest().hex());
        });
  }

  /// Remembers what became of inbox rows whose messages were written.
  public void settle(List<Settlement> outcomes) {
    settlements.add(outcomes);
  }

  /// Gives up a message of which nobody knows whether the messenger has it.
  public void giveUp(long row, String reason) {
    database.change(
        on -> {
          Sql.update(
              on,
              "update message set doubtful = true"
                  + " where remote_id = (select remote_id from inbox where id = ?)",
              statement -> statement.setLong(1, row));
          InboxTable.setState(on, List.of(row), WorkState.FAILED, reason);
        });
  }

  private void settleAll(List<List<Settlement>> groups) {
    var outcomes = groups.stream().flatMap(List::stream).toList();
    var rows =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    Settlement::state, Collectors.mapping(Settlement::row, Collectors.toList())));
    var absent = outcomes.stream().flatMap(each -> each.absent().stream()).toList();
    database.change(
        on -> {
          for (var each : rows.entrySet()) {
            InboxTable.settle(on, each.getValue(), each.getKey());
          }
          if (!absent.isEmpty()) {
            forget(on, absent);
          }
        });
  }

  private static void forget(Connection on, List<PartId> parts) throws SQLException {
    Sql.<PartId>batch(
        on,
        "delete from message where remote_id = ? and part = ?",
        parts,
        (statement, part) -> {
          statement.setObject(1, part.message().value());
          statement.setInt(2, part.part());
        });
  }

  /// The numbers of those parts of a message that the messenger has, when the message is waiting
  /// to be sent.
  public Set<Integer> arrivedParts(RemoteMessageId message) {
    return Set.copyOf(
        database.query(
            "select part from message where remote_id = ?",
            statement -> statement.setObject(1, message.value()),
            result -> result.getInt(1)));
  }

  /// The latest parts that a login wrote to a contact since then.
  public List<PartId> writtenSince(LoginId login, RemoteUserId contact, Instant since) {
    return database.query(
        "select m.remote_id, m.part from message m join portal p on p.id = m.portal"
            + " where p.login = ? and p.remote_id = ? and m.outgoing and m.said_at >= ?"
            + " order by m.position desc limit 2",
        statement -> {
          statement.setString(1, login.value());
          statement.setString(2, contact.value());
          statement.setTimestamp(3, Timestamp.from(since));
        },
        result ->
            new PartId(new RemoteMessageId(result.getObject(1, UUID.class)), result.getInt(2)));
  }

  /// The latest messages of a portal in order, with those that are only on their way to Matrix.
  public List<KnownMessage> known(long portal, int limit) {
    return database.query(
        """
        select * from (
          select remote_id, part, outgoing, said_at, position, doubtful,
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

  /// How far each of a login's portals has what the messenger sent to this process. Only portals
  /// whose history was looked for are among them.
  ///
  /// What came proves that all before it did, as a stream is in order, and what was sent, that all
  /// before its proof did. What may not have arrived proves nothing.
  public Map<Long, LastPositions> lastPositions(LoginId login) {
    return positions(login, "i.state in ('SENDING', 'UNCERTAIN')", "waiting");
  }

  /// The same for a process that ended: what it had in hand is not here. What still waits may have
  /// come while its portal waited for the archive, behind something that was lost; and a proof may
  /// have come just before something that the process did not keep any more.
  public Map<Long, LastPositions> lastPositionsBefore(LoginId login) {
    return positions(login, "i.finished_at is null or i.finished_at > l.doubt_since", "null");
  }

  /// @param unproved when a row `i` of the inbox says that its message proves nothing
  /// @param waiting the last place on the way to Matrix that proves something, or null
  private Map<Long, LastPositions> positions(LoginId login, String unproved, String waiting) {
    return database
        .query(
            """
            select p.id, last, greatest(
              (select position from message m where m.portal = p.id and not m.doubtful
                and not (m.outgoing and exists (select 1 from inbox i
                  where i.remote_id = m.remote_id and (%s)))
                order by position desc limit 1),
              %s, 0) as proved
            from portal p join login l on l.id = p.login,
              lateral (select max(position) as waiting from outbox o
                where o.portal = p.id and o.state = 'PENDING') w,
              lateral (select greatest(max(position), waiting, 0) as last
                from message m where m.portal = p.id) a
            where p.login = ? and p.backfilled
            """
                .formatted(unproved, waiting),
            statement -> statement.setString(1, login.value()),
            result ->
                Map.entry(
                    result.getLong("id"),
                    new LastPositions(result.getLong("last"), result.getLong("proved"))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// When the last message of a portal was said.
  public Optional<Instant> lastSaid(long portal) {
    return database
        .query(
            "select said_at from message where portal = ? order by position desc limit 1",
            statement -> statement.setLong(1, portal),
            result -> result.getTimestamp("said_at").toInstant())
        .stream()
        .findFirst();
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
        result.getBoolean("doubtful"));
  }

  /// Whether a message that is to be sent once more would come behind one that the user wrote
  /// after it, which arrived or may have, or a part of it behind a later part.
  ///
  /// @param row its inbox row
  public boolean isOvertaken(long row, RemoteMessageId message) {
    return !database
        .query(
            """
            select 1 from inbox later join inbox first on later.room = first.room
            where first.id = ? and later.id > first.id and later.remote_id is not null
              and (later.state in ('SENDING', 'UNCERTAIN', 'SENT') or later.state = 'FAILED'
                and exists (select from message m where m.remote_id = later.remote_id))
            union all
            select 1 from message part where remote_id = ? and part > 0 and not exists (
              select from message before
              where before.remote_id = part.remote_id and before.part = part.part - 1)
            limit 1
            """,
            statement -> {
              statement.setLong(1, row);
              statement.setObject(2, message.value());
            },
            result -> result.getInt(1))
        .isEmpty();
  }
}
