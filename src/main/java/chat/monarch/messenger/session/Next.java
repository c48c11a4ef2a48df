package chat.monarch.messenger.session;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What follows on the end of an attempt or a session.
sealed interface Next {
  /// What can be done at once, without a word with the token endpoint.
  sealed interface Step extends Next {}

  /// Another sign-in as soon as it is our turn.
  ///
  /// @param target where a redirect of a session leads, or null for the front host (SOH-7)
  record AtOnce(@Nullable Target target) implements Step {}

  /// On to another host at once, as a part of the same sign-in.
  record Follow(Target target) implements Step {}

  /// Another attempt after the usual pause.
  ///
  /// @param atLeast but not before this
  record Later(String reason, Duration atLeast) implements Step {}

  /// Another attempt after a long pause: somebody has to mend something.
  record Slowly(String reason) implements Step {}

  /// Nothing, until somebody asks for it.
  record OnDemand(SessionState state) implements Step {}

  /// The service doubts our token (SASL-5).
  record Doubted(String condition) implements Next {}

  /// What follows on the end of a stream (B.13).
  ///
  /// @param online whether there was a session
  static Next after(StreamFailure cause, boolean online, Patience patience) {
    var reason = String.valueOf(cause.getMessage());
    if (!(cause instanceof StreamFailure.ByService end)) {
      return new Later(reason, Duration.ZERO);
    }
    return switch (end.condition()) {
      case "conflict" -> new OnDemand(new SessionState.SignedInElsewhere());
      case "connection-timeout" -> online ? new AtOnce(null) : new Later(reason, Duration.ZERO);
      case "host-unknown", "host-gone", "improper-addressing" -> new Slowly(reason);
      case "unsupported-version", "unsupported-encoding", "invalid-namespace" -> new Slowly(reason);
      case "not-authorized" -> new Doubted(end.condition());
      case "policy-violation" -> new Later(reason, patience.afterViolation());
      default -> new Later(reason, Duration.ZERO);
    };
  }

  /// What follows on a failure of SASL (SASL-5).
  static Next after(SignInException.Refused refused) {
    var reason = String.valueOf(refused.getMessage());
    return switch (refused.condition()) {
      case "invalid-mechanism" -> new Slowly(reason);
      case "account-disabled" -> new OnDemand(new SessionState.BadCredentials(reason));
      case "temporary-auth-failure" -> new Later(reason, Duration.ZERO);
      default -> new Doubted(refused.condition());
    };
  }
}
