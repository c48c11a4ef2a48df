package chat.monarch.messenger.session;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The token of a login, and what becomes of it when the service doubts it (SASL-5).
final class Credentials {
  private final TokenSource tokens;
  private final Duration refusal;
  private final InstantSource clock;
  private @Nullable Instant refused;

  /// @param refusal two refusals within this time are final
  Credentials(TokenSource tokens, Duration refusal, InstantSource clock) {
    this.tokens = tokens;
    this.refusal = refusal;
    this.clock = clock;
  }

  Secret current() throws TokensException {
    return tokens.current();
  }

  /// The service did not take the token: renews it once, then gives up.
  Next.Step doubted(String condition, Secret token) throws TokensException {
    var now = clock.instant();
    var before = refused;
    if (before != null && now.isBefore(before.plus(refusal))) {
      return new Next.OnDemand(
          new SessionState.BadCredentials("the service refuses the account's token: " + condition));
    }
    refused = now;
    tokens.renewed(token);
    return new Next.AtOnce(null);
  }

  /// What follows where there is no token to be had (OA-9).
  static Next.Step after(TokensException failure) {
    var reason = String.valueOf(failure.getMessage());
    return switch (failure) {
      case TokensException.Withdrawn _ ->
          new Next.OnDemand(new SessionState.BadCredentials(reason));
      case TokensException.Unavailable _ -> new Next.Later(reason, Duration.ZERO);
      case TokensException.Misconfigured _ -> new Next.Slowly(reason);
    };
  }
}
