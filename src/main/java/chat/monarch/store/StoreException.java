package chat.monarch.store;

import java.sql.SQLException;

/// The database could not do what was asked. Nothing of it was done.
public final class StoreException extends RuntimeException {
  StoreException(SQLException cause) {
    super("The database did not take it: " + cause.getMessage(), cause);
  }
}
