package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;

/// How a connection is (B.15, client states).
public sealed interface SessionState {
  /// On the way, from the first socket to the session.
  record Connecting() implements SessionState {}

  /// Signed in as this account.
  record Online(RemoteUserId account) implements SessionState {}

  /// Lost or refused for now; the next attempt is due then.
  ///
  /// @param reason what went wrong, in a person's words and without secrets
  record Waiting(String reason, Instant until) implements SessionState {}

  /// The service refuses the tokens; only a new sign-in helps.
  record BadCredentials(String reason) implements SessionState {}

  /// The account signed in elsewhere and the service allows one place only; reconnects on demand.
  record SignedInElsewhere() implements SessionState {}

  /// Something is wrong with the configuration; tried again slowly.
  ///
  /// @param reason for the operator, without secrets
  record Misconfigured(String reason) implements SessionState {}

  /// Closed on purpose.
  record Closed() implements SessionState {}
}
