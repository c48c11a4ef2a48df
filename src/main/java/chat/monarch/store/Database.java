package chat.monarch.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Transactions in plain JDBC, for the rows of work: they come and go in groups, which an entity
/// for each would only slow down.
@ApplicationScoped
class Database {
  private final AgroalDataSource source;

  Database(AgroalDataSource source) {
    this.source = source;
  }

  /// What is done on a connection.
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /// What is done on a connection and has no result.
  @FunctionalInterface
  interface Change {
    void on(Connection connection) throws SQLException;
  }

  /// Runs work in a transaction of its own: all of it is done, or nothing.
  ///
  /// @throws StoreException when nothing was done
  <T extends @Nullable Object> T transaction(Work<T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      }
    } catch (SQLException failure) {
      throw new StoreException(failure);
    }
  }

  /// Makes changes in a transaction of their own: all of them are made, or none.
  void change(Change change) {
    transaction(
        on -> {
          change.on(on);
          return null;
        });
  }

  /// The rows that one query finds; see [Sql#query].
  <T> List<T> query(String sql, Sql.Values values, Sql.Row<T> row) {
    try (var connection = source.getConnection()) {
      return Sql.query(connection, sql, values, row);
    } catch (SQLException failure) {
      throw new StoreException(failure);
    }
  }

  /// Changes rows by one statement; see [Sql#update].
  int update(String sql, Sql.Values values) {
    try (var connection = source.getConnection()) {
      return Sql.update(connection, sql, values);
    } catch (SQLException failure) {
      throw new StoreException(failure);
    }
  }
}
