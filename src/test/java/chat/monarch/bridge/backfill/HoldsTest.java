package chat.monarch.bridge.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.store.LastPositions;
import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HoldsTest {
  private final TestClock clock = new TestClock();
  private final Holds holds = new Holds(clock);

  @Test
  void a_portal_waits_until_it_was_looked_at() {
    holds.begin(Map.of(1L, at(10), 2L, at(20)));
    holds.end(1);

    assertThat(holds.until(1)).isEmpty();
    assertThat(holds.until(2)).isPresent();
    assertThat(holds.places(2)).contains(at(20));
  }

  @Test
  void another_stream_does_not_make_it_wait_longer() {
    holds.begin(Map.of(1L, at(10)));
    var until = holds.until(1);
    var patience = holds.patience(List.of(1L));
    clock.pass(Duration.ofMinutes(1));
    holds.begin(Map.of(1L, at(11)));

    assertThat(holds.until(1)).isEqualTo(until);
    assertThat(holds.patience(List.of(1L))).isEqualTo(patience);
    assertThat(holds.places(1)).contains(at(10));
  }

  @Test
  void it_does_not_wait_for_ever_and_may_wait_again() {
    holds.begin(Map.of(1L, at(10)));
    clock.pass(Holds.PATIENCE.plusSeconds(31));
    assertThat(holds.until(1)).isEmpty();

    holds.begin(Map.of(1L, at(12)));
    assertThat(holds.until(1)).isPresent();
  }

  @Test
  void without_a_look_it_keeps_its_proved_place_although_more_came() {
    holds.begin(Map.of(1L, at(10), 2L, at(20)));
    holds.release(1);
    assertThat(holds.until(1)).isEmpty();
    clock.pass(Holds.PATIENCE.plusSeconds(31));

    holds.begin(Map.of(1L, at(12), 2L, at(22)));
    assertThat(holds.places(1)).contains(new LastPositions(12, 10));
    assertThat(holds.places(2)).contains(new LastPositions(22, 20));

    holds.end(1);
    holds.begin(Map.of(1L, at(14)));
    assertThat(holds.places(1)).contains(at(14));
  }

  private static LastPositions at(long place) {
    return new LastPositions(place, place);
  }
}
