package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Session;

/// A login's connection, and who listens to it.
record Connection(Session session, LoginEvents events) {
  /// Ends it without a word to the user.
  void end() {
    events.retire();
    session.close();
  }
}
