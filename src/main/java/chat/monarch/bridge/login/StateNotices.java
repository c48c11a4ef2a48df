package chat.monarch.bridge.login;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.Announcement;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a login's owner what he must know of its connection, once and no more, restarts included.
///
/// A loss that mends itself within [#PATIENCE] is not spoken of. A longer one is told once, and so
/// is its end, when the connection stands for [#STEADY]. Soon after that a loss has to last
/// [#MORE_PATIENCE]: a connection that comes and goes is told of twice, not every time.
final class StateNotices {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Duration MORE_PATIENCE = Duration.ofMinutes(10);
  static final Duration SOON = Duration.ofHours(1);
  static final Duration STEADY = Duration.ofSeconds(5);

  /// Whoever signs in here again pushes his own older connection out first: that is no news.
  static final Duration PUSHED_OUT = Duration.ofSeconds(5);

  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final LoginId login;
  private final Board board;
  private final Later later;
  private final Clock clock;

  /// Counts what is waited for: who comes back late finds another number.
  private long trouble;

  /// Since when it does not stand; a moment online in between does not count.
  private @Nullable Instant lostAt;

  private boolean losing;

  /// It was online since the last thing that was told.
  private boolean wasOnline;

  private String reason = "";

  /// Where the login's owner reads, and what stands there.
  interface Board {
    /// What he was told last.
    Optional<Announcement> last();

    /// Tells him something, in place of the last.
    void put(Announcement announcement);
  }

  StateNotices(LoginId login, Board board, Later later, Clock clock) {
    this.login = login;
    this.board = board;
    this.later = later;
    this.clock = clock;
  }

  /// The state changed.
  synchronized void changed(SessionState state) {
    switch (state) {
      case SessionState.Online _ -> {
        losing = false;
        wasOnline = true;
        waitFor(STEADY, this::back);
      }
      case SessionState.Connecting _ -> lost();
      case SessionState.Waiting(var why, _) -> {
        reason = why;
        lost();
      }
      case SessionState.BadCredentials(var why) ->
          expectRest(Duration.ZERO, LoginState.BAD_CREDENTIALS, signedOut(login, why));
      case SessionState.SignedInElsewhere _ ->
          expectRest(PUSHED_OUT, LoginState.SIGNED_IN_ELSEWHERE, elsewhere(login));
      case SessionState.Misconfigured(var why) ->
          expectRest(Duration.ZERO, LoginState.MISCONFIGURED, misconfigured(why));
      case SessionState.Closed _ -> settle();
    }
  }

  /// Nothing more is said.
  synchronized void settle() {
    trouble++;
    stands();
  }

  private void lost() {
    if (losing) {
      return;
    }
    losing = true;
    if (lostAt == null) {
      lostAt = clock.instant();
    }
    var left = PATIENCE.minus(lasts());
    waitFor(left.isNegative() ? Duration.ZERO : left, this::unreachable);
  }

  private void expectRest(Duration delay, LoginState state, String sentence) {
    stands();
    waitFor(delay, () -> rest(state, sentence));
  }

  /// There is no loss any more that would mend itself.
  private void stands() {
    losing = false;
    lostAt = null;
    reason = "";
  }

  /// Has something done after a while, if nothing else happens before.
  private void waitFor(Duration delay, Runnable task) {
    var mine = ++trouble;
    later.after(delay, () -> tryToDo(mine, task));
  }

  private synchronized void tryToDo(long mine, Runnable task) {
    if (mine != trouble) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException failure) {
      Log.infof("The owner of %s is told later: %s", login.value(), failure.getMessage());
      waitFor(AFTER_A_FAILURE, task);
    }
  }

  private void back() {
    stands();
    var last = board.last().orElse(null);
    if (last == null || last.state() == LoginState.CONNECTED) {
      return;
    }
    // Signing in again was answered already, and who knows of no loss needs not know of its end.
    if (last.state() == LoginState.BAD_CREDENTIALS || !last.said()) {
      put(LoginState.CONNECTED, "", true);
    } else {
      var sentence = "I am connected to Messenger as " + login.value() + " again.";
      put(LoginState.CONNECTED, sentence, false);
    }
  }

  private void unreachable() {
    var last = board.last().orElse(null);
    if (last != null && last.state() == LoginState.TRANSIENT_DISCONNECT) {
      return;
    }
    var left = MORE_PATIENCE.minus(lasts());
    if (cameBackSoonBefore(last) && left.isPositive()) {
      waitFor(left, this::unreachable);
    } else {
      put(LoginState.TRANSIENT_DISCONNECT, notConnected(), false);
    }
  }

  private boolean cameBackSoonBefore(@Nullable Announcement last) {
    return last != null
        && last.state() == LoginState.CONNECTED
        && !last.sentence().isEmpty()
        && last.at().plus(SOON).isAfter(since());
  }

  private Duration lasts() {
    return Duration.between(since(), clock.instant());
  }

  private Instant since() {
    return lostAt == null ? clock.instant() : lostAt;
  }

  /// It stays so until somebody does something.
  private void rest(LoginState state, String sentence) {
    var isKnown =
        board
            .last()
            .filter(last -> last.state() == state && last.sentence().equals(sentence))
            .isPresent();
    if (!isKnown || wasOnline) {
      put(state, sentence, false);
    }
  }

  private void put(LoginState state, String sentence, boolean said) {
    wasOnline = state == LoginState.CONNECTED;
    board.put(new Announcement(login, state, sentence, clock.instant(), said));
  }

  private String notConnected() {
    return "I am not connected to Messenger as "
        + login.value()
        + " since "
        + TIME.format(since())
        + (reason.isBlank() ? "" : ": " + reason)
        + ". I go on trying; you need not do anything.";
  }

  static String signedOut(LoginId login, @Nullable String why) {
    return "Messenger has signed "
        + login.value()
        + " out"
        + (why == null || why.isBlank() ? "" : ": " + why)
        + ". Messages do not get through until you sign in again: type `relogin "
        + login.value()
        + "`.";
  }

  static String elsewhere(LoginId login) {
    return login.value()
        + " has signed in at another place, and Messenger allows only one. To come back here, type"
        + " `reconnect "
        + login.value()
        + "`.";
  }

  private static String misconfigured(String why) {
    return "I cannot connect to Messenger, because the bridge is set up wrongly: "
        + why
        + ". Please tell the person who runs it.";
  }
}
