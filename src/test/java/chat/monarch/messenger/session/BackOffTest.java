package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(Patience.USUAL, new Random(7));

  @Test
  void pauses_double_up_to_five_minutes_each_a_fifth_off_at_most() {
    for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
      assertThat(backOff.next())
          .isBetween(Duration.ofMillis(seconds * 800L), Duration.ofMillis(seconds * 1_200L));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(backOff.next()).isBetween(Duration.ofSeconds(240), Duration.ofSeconds(360));
    }
  }

  @Test
  void success_begins_anew() {
    backOff.next();
    backOff.next();

    backOff.reset();

    assertThat(backOff.next()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
  }
}
