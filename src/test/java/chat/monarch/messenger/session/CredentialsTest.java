package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final Keyring keyring = new Keyring("one", "two", "three");
  private final Credentials credentials =
      new Credentials(keyring, Duration.ofSeconds(60), () -> now);

  @Rule("SASL-5")
  @Test
  void a_doubt_after_a_minute_is_a_first_one_again() throws TokensException {
    credentials.doubted("not-authorized", credentials.current());
    now = now.plusSeconds(60);

    assertThat(credentials.doubted("not-authorized", credentials.current()))
        .isEqualTo(new Next.AtOnce(null));
    assertThat(keyring.renewals()).isEqualTo(2);
  }

  @Rule("SASL-5")
  @Test
  void within_a_minute_it_is_final() throws TokensException {
    credentials.doubted("not-authorized", credentials.current());
    now = now.plusSeconds(59);

    assertThat(credentials.doubted("not-authorized", credentials.current()))
        .isInstanceOfSatisfying(
            Next.OnDemand.class,
            next -> assertThat(next.state()).isInstanceOf(SessionState.BadCredentials.class));
    assertThat(keyring.renewals()).isEqualTo(1);
  }

  @Rule("OA-9")
  @Test
  void t42_what_the_token_endpoint_says_decides() {
    assertThat(Credentials.after(new TokensException.Withdrawn("gone")))
        .isEqualTo(new Next.OnDemand(new SessionState.BadCredentials("gone")));
    assertThat(Credentials.after(new TokensException.Unavailable("away")))
        .isEqualTo(new Next.Later("away", Duration.ZERO));
    assertThat(Credentials.after(new TokensException.Misconfigured("bad")))
        .isEqualTo(new Next.Slowly("bad"));
  }
}
