package chat.monarch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
}
