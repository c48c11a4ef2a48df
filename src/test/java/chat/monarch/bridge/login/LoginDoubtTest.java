package chat.monarch.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.LoginId;
import chat.monarch.testkit.fake.MemoryLogins;
import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoginDoubtTest {
  private static final LoginId LOGIN = new LoginId("00037ffe12ab34cd@messenger.live.com");

  private final TestClock clock = new TestClock();
  private final LoginDoubt doubt = new LoginDoubt(LOGIN, new MemoryLogins(), clock, null, null);

  @Test
  void a_stream_that_brings_what_came_while_the_account_was_away_loses_that_too() {
    var left = clock.instant();
    doubt.away();
    later();
    doubt.begin(null);
    assertThat(doubt.open()).isNull();
    assertThat(doubt.reach(clock.instant())).isEqualTo(left);
  }

  @Test
  void what_came_while_the_account_was_away_is_safe_when_it_was_looked_after() {
    doubt.away();
    later();
    doubt.begin(null);
    doubt.settlement().run();
    later();
    var alive = clock.instant();
    doubt.begin(alive);
    assertThat(doubt.open()).isEqualTo(alive);
  }

  @Test
  void a_loss_before_the_look_reaches_back_to_the_leave() {
    var left = clock.instant();
    doubt.away();
    later();
    doubt.begin(null);
    var settlement = doubt.settlement();
    later();
    doubt.begin(clock.instant());
    settlement.run();
    assertThat(doubt.open()).as("the look was at an earlier stream").isEqualTo(left);
  }

  private void later() {
    clock.pass(Duration.ofMinutes(1));
  }
}
