package chat.monarch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Statements on a connection.
final class Sql {
  private Sql() {}

  /// Puts values into a statement.
  @FunctionalInterface
  interface Values {
    void into(PreparedStatement statement) throws SQLException;
  }

  /// Puts the values of one item of a batch into a statement.
  @FunctionalInterface
  interface ItemValues<T> {
    void into(PreparedStatement statement, T item) throws SQLException;
  }

  /// Reads the row at which a result stands.
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet result) throws SQLException;
  }

  /// The rows that a query finds, in order.
  static <T> List<T> query(Connection on, String sql, Values values, Row<T> row)
      throws SQLException {
    try (var statement = on.prepareStatement(sql)) {
      values.into(statement);
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<T>();
        while (result.next()) {
          rows.add(row.of(result));
        }
        return rows;
      }
    }
  }

  /// Changes rows.
  ///
  /// @return how many
  static int update(Connection on, String sql, Values values) throws SQLException {
    try (var statement = on.prepareStatement(sql)) {
      values.into(statement);
      return statement.executeUpdate();
    }
  }

  /// The same for each item, in order, in as few exchanges as possible.
  static <T> void batch(
      Connection on, String sql, Iterable<? extends T> items, ItemValues<T> values)
      throws SQLException {
    try (var statement = on.prepareStatement(sql)) {
      for (var item : items) {
        values.into(statement, item);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// Puts one value of each item into a parameter, as an array of that type.
  static <T> void array(
      PreparedStatement statement,
      int parameter,
      String type,
      Collection<T> items,
      Function<T, ? extends @Nullable Object> value)
      throws SQLException {
    var values = items.stream().map(value).toArray();
    statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
  }

  /// The same for numbers.
  static <T> void longs(
      PreparedStatement statement, int parameter, Collection<T> items, ToLongFunction<T> value)
      throws SQLException {
    var values = items.stream().mapToLong(value).boxed().toArray(Long[]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("bigint", values));
  }

  /// The same for texts.
  static <T> void texts(
      PreparedStatement statement, int parameter, Collection<T> items, Function<T, String> value)
      throws SQLException {
    var values = items.stream().map(value).toArray(String[]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("text", values));
  }

  /// The same for bytes.
  static <T> void bytes(
      PreparedStatement statement, int parameter, Collection<T> items, Function<T, byte[]> value)
      throws SQLException {
    var values = items.stream().map(value).toArray(byte[][]::new);
    statement.setArray(parameter, statement.getConnection().createArrayOf("bytea", values));
  }
}
