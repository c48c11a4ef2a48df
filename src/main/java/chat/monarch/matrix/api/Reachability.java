package chat.monarch.matrix.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/// Whether the homeserver answers. That it does again after it did not is a sign of its restart,
/// and then it may have lost what it was to push.
@Singleton
final class Reachability {
  private static final Logger LOG = Logger.getLogger(Reachability.class);

  private final List<Runnable> onReturn = new CopyOnWriteArrayList<>();
  private boolean away;
  private boolean asked;

  /// Has something done each time the homeserver is back. It must not block.
  void onReturn(Runnable action) {
    onReturn.add(action);
  }

  /// A request got no answer, or one that says that the homeserver does not work.
  ///
  /// @param why without secrets
  void failed(String why) {
    if (changeTo(true)) {
      LOG.warnf("The homeserver does not answer, what is to be sent waits: %s", why);
    }
  }

  /// A request was answered.
  void answered() {
    if (changeTo(false)) {
      LOG.info("The homeserver answers again");
      onReturn.forEach(Runnable::run);
    }
  }

  synchronized boolean isAway() {
    return away;
  }

  /// For operators: `reachable`, `unreachable`, or `unknown` before the first answer.
  synchronized String state() {
    if (!asked) {
      return "unknown";
    }
    return away ? "unreachable" : "reachable";
  }

  private synchronized boolean changeTo(boolean isAway) {
    asked = true;
    var changes = away != isAway;
    away = isAway;
    return changes;
  }
}
