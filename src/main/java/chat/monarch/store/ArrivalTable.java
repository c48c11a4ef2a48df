package chat.monarch.store;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;

/// Takes what Matrix pushed into the inbox, each event once for ever: the hashes of their ids are
/// kept when the rows of work are gone (decision 5).
@ApplicationScoped
public class ArrivalTable {
  private final Database database;

  ArrivalTable(Database database) {
    this.database = database;
  }

  /// Keeps events that never came before, in one commit.
  ///
  /// @return those that were new
  public List<ReceivedEvent> accept(List<ReceivedEvent> events) {
    return events.isEmpty() ? events : database.transaction(on -> insertNew(on, events));
  }

  /// Whether each of them came before.
  public boolean hasAll(List<ReceivedEvent> events) {
    var hashes = events.stream().map(event -> hash(event.id())).distinct().toList();
    var seen =
        database.query(
            "select from seen_event where hash in (select decode(unnest(?::text[]), 'hex'))",
            statement -> Sql.texts(statement, 1, hashes, Function.identity()),
            _ -> true);
    return seen.size() == hashes.size();
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
    var distinct = new LinkedHashMap<String, ReceivedEvent>();
    events.forEach(event -> distinct.putIfAbsent(hash(event.id()), event));
    var fresh = new HashSet<>(insertUnseen(on, distinct.sequencedEntrySet()));
    return distinct.entrySet().stream()
        .filter(each -> fresh.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// The hashes are marked in one order everywhere, so that two that accept the same events do not
  /// wait for each other.
  ///
  /// @return the hashes of those that were not there
  private static List<String> insertUnseen(
      Connection on, SequencedSet<Map.Entry<String, ReceivedEvent>> events) throws SQLException {
    return Sql.query(
        on,
        """
        with event as (
          select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
            with ordinality as event (hash, event, room, sender, raw, place)),
        unseen as (
          insert into seen_event (hash)
          select decode(hash, 'hex') from event order by hash
          on conflict do nothing returning encode(hash, 'hex') as hash),
        kept as (
          insert into inbox (event, room, sender, raw)
          select event, room, sender, raw from event join unseen using (hash) order by place)
        select hash from unseen
        """,
        statement -> {
          Sql.texts(statement, 1, events, Map.Entry::getKey);
          Sql.texts(statement, 2, events, event -> event.getValue().id().value());
          Sql.texts(statement, 3, events, event -> event.getValue().room().value());
          Sql.texts(statement, 4, events, event -> event.getValue().sender().value());
          Sql.bytes(statement, 5, events, event -> event.getValue().raw());
        },
        result -> result.getString(1));
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
}
