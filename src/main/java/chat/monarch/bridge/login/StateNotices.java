package chat.monarch.bridge.login;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.LoginId;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells a login's owner what he must know of its connection, once and no more: a loss that mends
/// itself within [#PATIENCE] is not spoken of.
final class StateNotices {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Whoever signs in here again pushes his own older connection out first: that is no news.
  static final Duration PUSHED_OUT = Duration.ofSeconds(5);

  private final LoginId login;
  private final Consumer<String> tell;
  private final Later later;

  /// Counts what is waited for: who comes back late finds another number.
  private long trouble;

  private boolean waiting;
  private String reason = "";
  private String said = "";

  /// @param tell says something to the owner
  StateNotices(LoginId login, Consumer<String> tell, Later later) {
    this.login = login;
    this.tell = tell;
    this.later = later;
  }

  /// The state changed.
  synchronized void changed(SessionState state) {
    switch (state) {
      case SessionState.Online _ -> back();
      case SessionState.Connecting _ -> lost();
      case SessionState.Waiting(var why, _) -> {
        reason = why;
        lost();
      }
      case SessionState.BadCredentials(var why) -> sayAfter(Duration.ZERO, () -> signedOut(why));
      case SessionState.SignedInElsewhere _ -> sayAfter(PUSHED_OUT, this::elsewhere);
      case SessionState.Misconfigured(var why) -> sayAfter(Duration.ZERO, () -> misconfigured(why));
      case SessionState.Closed _ -> settle();
    }
  }

  /// Nothing more is said.
  synchronized void settle() {
    trouble++;
    waiting = false;
    reason = "";
    said = "";
  }

  private void lost() {
    if (!waiting && said.isEmpty()) {
      sayAfter(PATIENCE, this::unreachable);
      waiting = true;
    }
  }

  private void back() {
    if (!said.isEmpty()) {
      tell.accept("I am connected to Messenger as " + login.value() + " again.");
    }
    settle();
  }

  private void sayAfter(Duration delay, Supplier<String> text) {
    waiting = false;
    var mine = ++trouble;
    later.after(delay, () -> say(mine, text));
  }

  private synchronized void say(long mine, Supplier<String> text) {
    if (mine == trouble && !text.get().equals(said)) {
      said = text.get();
      tell.accept(said);
    }
  }

  private String unreachable() {
    return "I cannot reach Messenger as "
        + login.value()
        + (reason.isBlank() ? "" : ": " + reason)
        + ". I go on trying; you need not do anything.";
  }

  private String signedOut(String why) {
    return "Messenger has signed "
        + login.value()
        + " out: "
        + why
        + ". Messages do not get through until you sign in again: type `relogin "
        + login.value()
        + "`.";
  }

  private String elsewhere() {
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
