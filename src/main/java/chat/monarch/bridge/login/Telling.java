package chat.monarch.bridge.login;

import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Tells users what they must know, in their management rooms, and tries again while the homeserver
/// is away.
@ApplicationScoped
public class Telling {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

  /// Adds up to about three hours.
  private static final int TRIES = 11;

  private final ManagementRooms rooms;
  private final Later later;

  Telling(ManagementRooms rooms, Later later) {
    this.rooms = rooms;
    this.later = later;
  }

  /// Says something to the user. Returns at once.
  void tell(MatrixUserId user, String text) {
    tell(user, () -> rooms.tell(user, text));
  }

  /// Says something in a way of one's own. Returns at once.
  ///
  /// @param saying says it once; false when it is to be tried again
  public void tell(MatrixUserId user, BooleanSupplier saying) {
    tell(user, saying, 1);
  }

  private void tell(MatrixUserId user, BooleanSupplier saying, int attempt) {
    var pause = attempt == 1 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << (attempt - 2));
    later.after(
        pause,
        () -> {
          if (!saying.getAsBoolean()) {
            again(user, saying, attempt + 1);
          }
        });
  }

  private void again(MatrixUserId user, BooleanSupplier saying, int attempt) {
    if (attempt <= TRIES) {
      tell(user, saying, attempt);
    } else {
      Log.warnf("A notice to %s was given up", user.value());
    }
  }
}
