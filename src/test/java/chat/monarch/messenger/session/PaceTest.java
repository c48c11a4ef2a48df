package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many sign in at a time.
class PaceTest {
  private static final int RATE = 50;
  private static final int LOGINS = 10_000;

  private long now = Long.MAX_VALUE - TimeUnit.MINUTES.toNanos(5);
  private final long began = now;
  private final Pace pace = new Pace(RATE, () -> now);

  @Test
  void without_a_limit_nobody_waits() {
    var unlimited = new Pace(0, () -> now);

    assertThat(IntStream.range(0, 1_000).mapToObj(_ -> unlimited.take()))
        .containsOnly(Duration.ZERO);
  }

  @Test
  void turns_are_given_in_order_and_each_second_has_so_many() {
    var turns = IntStream.range(0, LOGINS).mapToObj(_ -> pace.take()).toList();

    assertThat(turns).isSorted();
    assertThat(turns.getLast()).isEqualTo(Duration.ofSeconds(LOGINS / RATE - 1));
  }

  @Test
  void who_comes_later_in_a_second_does_not_begin_a_new_one() {
    IntStream.range(0, RATE).forEach(_ -> pace.take());
    now += TimeUnit.MILLISECONDS.toNanos(900);

    assertThat(pace.take()).isEqualTo(Duration.ofMillis(100));
  }

  /// A login that has its turn at that time.
  private record Turn(long at, int login) {}

  @Test
  void ten_thousand_logins_come_back_after_an_outage_at_the_rate_and_none_starves() {
    var outage = TimeUnit.MINUTES.toNanos(10);
    var backOffs =
        IntStream.range(0, LOGINS)
            .mapToObj(login -> new BackOff(Patience.USUAL, new Random(login)))
            .toList();
    var turns = new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparing(Turn::login));
    var comings =
        new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparing(Turn::login));
    var attempts = new ArrayList<Long>();
    var online = new ArrayList<Long>();
    IntStream.range(0, LOGINS).forEach(login -> comings.add(new Turn(0, login)));

    while (!comings.isEmpty() || !turns.isEmpty()) {
      if (turns.isEmpty() || (!comings.isEmpty() && comings.peek().at() <= turns.peek().at())) {
        var comes = comings.remove();
        now = began + comes.at();
        turns.add(new Turn(comes.at() + pace.take().toNanos(), comes.login()));
        continue;
      }
      var turn = turns.remove();
      attempts.add(turn.at());
      if (turn.at() < outage) {
        var pause = backOffs.get(turn.login()).next().toNanos();
        comings.add(new Turn(turn.at() + pause, turn.login()));
      } else {
        online.add(turn.at());
      }
    }

    assertThat(online).hasSize(LOGINS);
    assertThat(mostInASecond(attempts)).isEqualTo(RATE);
    // Whoever waits longest has the longest pause before him, and everybody else in the queue.
    assertThat(Duration.ofNanos(online.getLast() - outage))
        .isLessThan(Duration.ofSeconds(300 + LOGINS / RATE));
  }

  private static int mostInASecond(List<Long> sorted) {
    var most = 0;
    for (int first = 0, last = 0; last < sorted.size(); last++) {
      while (sorted.get(last) - sorted.get(first) >= TimeUnit.SECONDS.toNanos(1)) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
