package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the tables of B.13 say beside their rows, which [FailureTablesTest] walks.
class NextTest {
  private static Next after(String condition, boolean online) {
    return Next.after(new StreamFailure.ByService(condition, "", "a text"), online, Patience.USUAL);
  }

  @Test
  void a_time_out_before_there_was_a_session_is_a_failure() {
    assertThat(after("connection-timeout", false)).isInstanceOf(Next.Later.class);
  }

  @Rule("B.13")
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
}
