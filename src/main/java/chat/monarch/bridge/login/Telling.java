package chat.monarch.bridge.login;

import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Tells users what they must know, in their management rooms, and tries again while the homeserver
/// is away.
@ApplicationScoped
class Telling {
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
    tell(user, text, 1);
  }

  private void tell(MatrixUserId user, String text, int attempt) {
    var pause = attempt == 1 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << (attempt - 2));
    later.after(
        pause,
        () -> {
          if (!rooms.tell(user, text)) {
            again(user, text, attempt + 1);
          }
        });
  }

  private void again(MatrixUserId user, String text, int attempt) {
    if (attempt <= TRIES) {
      tell(user, text, attempt);
    } else {
      Log.warnf("A notice to %s was given up", user.value());
    }
  }
}
