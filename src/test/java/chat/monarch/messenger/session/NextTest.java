package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.messenger.transport.StreamFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of B.13, and that of SASL-5.
class NextTest {
  private static Next after(String condition, boolean online) {
    return Next.after(new StreamFailure.ByService(condition, "", "a text"), online, Patience.USUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "not-well-formed, Later",
    "bad-format, Later",
    "restricted-xml, Later",
    "connection-timeout, AtOnce",
    "host-unknown, Slowly",
    "host-gone, Slowly",
    "improper-addressing, Slowly",
    "unsupported-version, Slowly",
    "unsupported-encoding, Slowly",
    "invalid-namespace, Slowly",
    "not-authorized, Doubted",
    "policy-violation, Later",
    "conflict, OnDemand",
    "system-shutdown, Later",
    "something-new, Later",
  })
  void each_stream_error_has_its_consequence(String condition, String next) {
    assertThat(after(condition, true).getClass().getSimpleName()).isEqualTo(next);
  }

  @Test
  void a_time_out_before_there_was_a_session_is_a_failure() {
    assertThat(after("connection-timeout", false)).isInstanceOf(Next.Later.class);
  }

  @Test
  void who_broke_the_rules_waits_a_minute() {
    assertThat(after("policy-violation", true))
        .isEqualTo(
            new Next.Later(
                "the service ended the stream: policy-violation (a text)", Duration.ofSeconds(60)));
  }

  @Test
  void a_conflict_says_where_the_account_is() {
    assertThat(after("conflict", true))
        .isEqualTo(new Next.OnDemand(new SessionState.SignedInElsewhere()));
  }

  @ParameterizedTest
  @CsvSource({
    "not-authorized, Doubted",
    "incorrect-encoding, Doubted",
    "malformed-request, Doubted",
    "credentials-expired, Doubted",
    "no reason given, Doubted",
    "invalid-mechanism, Slowly",
    "account-disabled, OnDemand",
    "temporary-auth-failure, Later",
  })
  void so_has_each_failure_of_sasl(String condition, String next) {
    assertThat(Next.after(new SignInException.Refused(condition)).getClass().getSimpleName())
        .isEqualTo(next);
  }
}
