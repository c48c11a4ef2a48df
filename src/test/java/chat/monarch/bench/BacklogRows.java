package chat.monarch.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Puts a load into the bridge's database, as if it had been accepted before the bridge ended.
final class BacklogRows {
  private static final String INTO_MATRIX =
      """
      insert into outbox (portal, remote_id, body, said_at, position)
      select id, gen_random_uuid(), convert_to(?::text || n || ?::text, 'UTF8'), now(),
        nextval('position_seq')
      from (
        select p.id, n from unnest(?::text[]) with ordinality as c (room, place)
        join portal p on p.room = c.room
        join generate_series(0, ?::integer - 1) n on n % ?::integer = place - 1 order by n) line
      """;

  private static final String OUT_OF_MATRIX =
      """
      insert into inbox (event, room, sender, raw)
      select event, room, sender, convert_to(jsonb_build_object(
        'type', 'm.room.message', 'event_id', event, 'room_id', room, 'sender', sender,
        'origin_server_ts', 1790000000000, 'content', jsonb_build_object(
          'msgtype', 'm.text', 'body', beginning || n || ending))::text, 'UTF8')
      from (
        select '$backlog' || n as event, p.room, l.matrix_user as sender, n,
          ?::text as beginning, ?::text as ending
        from unnest(?::text[]) with ordinality as c (room, place)
        join portal p on p.room = c.room join login l on l.id = p.login
        join generate_series(0, ?::integer - 1) n on n % ?::integer = place - 1 order by n) line
      """;

  private final EmbeddedServer database;

  BacklogRows(EmbeddedServer database) {
    this.database = database;
  }

  /// Adds the rows of all lines.
  void add(Way way, Load load) {
    try (var connection = database.connect()) {
      var rooms = load.conversations().stream().map(Conversation::room).toList();
      insert(connection, way, load, rooms);
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded database does not take the backlog", e);
    }
  }

  private static void insert(Connection on, Way way, Load load, List<String> rooms)
      throws SQLException {
    var sql = way == Way.INTO_MATRIX ? INTO_MATRIX : OUT_OF_MATRIX;
    try (var statement = on.prepareStatement(sql)) {
      statement.setString(1, Line.beginning(load.run()));
      statement.setString(2, Line.end());
      statement.setArray(3, on.createArrayOf("text", rooms.toArray()));
      statement.setInt(4, load.count());
      statement.setInt(5, rooms.size());
      statement.executeUpdate();
    }
  }
}
