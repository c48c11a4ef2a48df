package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(Patience.USUAL, new Random(7));

  @Rule("CON-9")
  @Test
  void pauses_are_anything_up_to_a_limit_that_doubles_up_to_five_minutes() {
    for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
      assertThat(backOff.next()).isBetween(Duration.ZERO, Duration.ofSeconds(seconds));
    }
  }

  @Test
  void logins_that_failed_together_do_not_come_again_together() {
    for (int i = 0; i < 10; i++) {
      backOff.next();
    }
    var inEachMinute = new int[5];
    for (int i = 0; i < 10_000; i++) {
      inEachMinute[(int) Math.min(4, backOff.next().toMinutes())]++;
    }
    assertThat(Arrays.stream(inEachMinute)).allMatch(count -> count > 1_850 && count < 2_150);
  }

  @Test
  void success_begins_anew() {
    for (int i = 0; i < 10; i++) {
      backOff.next();
    }

    backOff.reset();

    assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
