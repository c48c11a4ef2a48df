package chat.monarch.bridge.login;

import chat.monarch.domain.id.LoginId;
import chat.monarch.store.LoginTable;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Since when messages to one login may have been lost, until somebody has looked after them. What
/// must outlive this process is in the login's row.
final class LoginDoubt {
  private final LoginId login;
  private final LoginTable table;
  private final Clock clock;
  private @Nullable Instant open;
  private Instant began;

  /// Counts streams: who looked after the loss of an earlier one has not seen that of a later one.
  private long round;

  /// @param open what an earlier connection left, or null
  LoginDoubt(LoginId login, LoginTable table, Clock clock, @Nullable Instant open) {
    this.login = login;
    this.table = table;
    this.clock = clock;
    this.open = open;
    this.began = clock.instant();
  }

  /// A new stream is about to bring messages: from now on a sudden end of this process loses some.
  ///
  /// @param lost since when some may have been lost with the streams before
  synchronized void begin(@Nullable Instant lost) {
    open = earlier(open, lost);
    round++;
    began = clock.instant();
    table.keepDoubt(login, open == null ? began : open);
  }

  /// Since when some may have been lost, or null for none.
  synchronized @Nullable Instant open() {
    return open;
  }

  /// To be run when somebody has looked after what may have been lost until now.
  synchronized Runnable settlement() {
    var mine = round;
    return () -> settle(mine);
  }

  private synchronized void settle(long seen) {
    if (seen == round && open != null) {
      table.keepDoubt(login, began);
      open = null;
    }
  }

  /// The earlier of both.
  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
