package chat.monarch.store;

import java.sql.SQLException;
import java.util.Set;

/// The database could not do what was asked. Nothing of it was done.
public final class StoreException extends RuntimeException {
  /// The classes of SQLSTATE that say nothing about what was asked: no connection, rolled back for
  /// another's sake, no resources, stopped by an operator, trouble of the system.
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "57", "58");

  private final boolean passing;

  StoreException(SQLException cause) {
    super("The database did not take it: " + cause.getMessage(), cause);
    this.passing = cause.getSQLState() == null || PASSING.contains(stateClass(cause));
  }

  private static String stateClass(SQLException cause) {
    return cause.getSQLState().substring(0, 2);
  }

  /// Whether the same may be done later: it was not the fault of what was asked.
  public boolean isPassing() {
    return passing;
  }
}
