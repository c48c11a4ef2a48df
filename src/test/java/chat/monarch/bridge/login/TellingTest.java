package chat.monarch.bridge.login;

import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.user.UserFixture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class TellingTest {
  private final UserFixture users = new UserFixture();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Telling telling = new Telling(users.rooms, this::after);

  @Test
  void what_the_homeserver_does_not_take_is_said_when_it_is_back() {
    users.homeserver.goAway();
    telling.tell(ALICE, "news");
    later.remove().run();
    later.remove().run();
    users.homeserver.comeBack();

    later.remove().run();

    assertThat(users.homeserver.awaitSaying("news").text()).isEqualTo("news");
    assertThat(later).isEmpty();
    assertThat(pauses)
        .containsExactly(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  @Test
  void a_homeserver_that_stays_away_is_given_up_after_hours() {
    users.homeserver.goAway();
    telling.tell(ALICE, "news");
    while (!later.isEmpty()) {
      later.remove().run();
    }

    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isGreaterThan(Duration.ofHours(2))
        .isLessThan(Duration.ofHours(4));
  }

  private void after(Duration delay, Runnable task) {
    pauses.add(delay);
    later.add(task);
  }
}
