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
  private @Nullable Instant away;
  private Instant began;

  /// Counts streams: who looked after the loss of an earlier one has not seen that of a later one.
  private long round;

  /// @param open what an earlier connection left, or null
  /// @param away since when the account was away, or null
  LoginDoubt(
      LoginId login,
      LoginTable table,
      Clock clock,
      @Nullable Instant open,
      @Nullable Instant away) {
    this.login = login;
    this.table = table;
    this.clock = clock;
    this.open = open;
    this.away = away;
    this.began = clock.instant();
  }

  /// A new stream is about to bring messages: from now on a sudden end of this process loses some.
  ///
  /// @param lost since when some may have been lost with the streams before
  synchronized void begin(@Nullable Instant lost) {
    open = earlier(open, reach(lost));
    round++;
    began = clock.instant();
    var since = open == null ? reach(began) : open;
    table.keepDoubt(login, since == null ? began : since);
  }

  /// The account has no connection. What contacts write from now on comes first with the next.
  synchronized void away() {
    away = earlier(away, clock.instant());
  }

  /// How far back a loss reaches. A stream first brings what was written while the account was
  /// away; until that was looked after, it is lost with the stream.
  synchronized @Nullable Instant reach(@Nullable Instant lost) {
    return lost == null ? null : earlier(lost, away);
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
    if (seen == round && (open != null || away != null)) {
      table.settleDoubt(login, began);
      open = null;
      away = null;
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
