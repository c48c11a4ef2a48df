package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Session;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.HeldLogin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A login's connection, and who listens to it.
record Connection(Session session, LoginEvents events) {
  /// How it is held: since when messages may be lost, or would be if the process ended now.
  HeldLogin held(LoginId login) {
    return new HeldLogin(login, doubtSince());
  }

  @Nullable Instant doubtSince() {
    return events.doubtSince(session.doubtSince());
  }

  /// Ends it without a word to the user. Returns at once.
  void end() {
    events.retire();
    session.close();
  }
}
