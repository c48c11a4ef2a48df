package chat.monarch.bridge.login;

import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.Announcement;
import chat.monarch.store.MemoryAnnouncements;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StateNoticesTest {
  private static final SessionState ONLINE =
      new SessionState.Online(new RemoteUserId("a@messenger.live.com"));
  private static final SessionState WAITING =
      new SessionState.Waiting("the host does not answer", Instant.EPOCH);
  private static final SessionState CONNECTING = new SessionState.Connecting();
  private static final SessionState SIGNED_OUT =
      new SessionState.BadCredentials("the consent was withdrawn");

  private final TestClock clock = new TestClock();
  private final List<String> told = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final MemoryAnnouncements table = new MemoryAnnouncements();
  private boolean homeserverAway;
  private boolean databaseAway;
  private StateNotices notices = afterStart();

  @Rule("SOH-8")
  @Test
  void a_reconnect_in_time_is_not_spoken_of() {
    notices.changed(ONLINE);
    notices.changed(WAITING);
    pass(Duration.ofSeconds(29));
    notices.changed(CONNECTING);
    notices.changed(ONLINE);
    pass(Duration.ofHours(1));

    assertThat(told).isEmpty();
  }

  @Test
  void a_long_loss_is_told_once_with_its_beginning_and_reason_and_so_is_its_end() {
    notices.changed(WAITING);
    pass(Duration.ofSeconds(30));
    notices.changed(CONNECTING);
    notices.changed(WAITING);
    pass(Duration.ofMinutes(20));
    notices.changed(ONLINE);
    pass(Duration.ofMinutes(20));

    assertThat(told).hasSize(2);
    assertThat(told.getFirst())
        .contains("not connected", "since 12:00 UTC", "the host does not answer", "go on trying");
    assertThat(told.getLast()).contains("connected").contains("again");
  }

  @Test
  void a_connection_that_comes_and_goes_is_told_of_twice() {
    notices.changed(WAITING);
    pass(Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      notices.changed(ONLINE);
      pass(Duration.ofMinutes(1));
      notices.changed(WAITING);
      pass(Duration.ofMinutes(5));
    }
    notices.changed(ONLINE);
    pass(Duration.ofMinutes(1));

    assertThat(told).hasSize(2);
  }

  @Test
  void a_long_loss_soon_after_another_is_told_in_the_end() {
    notices.changed(WAITING);
    pass(Duration.ofMinutes(1));
    notices.changed(ONLINE);
    pass(Duration.ofMinutes(1));
    notices.changed(WAITING);
    pass(Duration.ofMinutes(9));
    assertThat(told).hasSize(2);

    pass(Duration.ofMinutes(1));

    assertThat(told).hasSize(3);
    assertThat(told.getLast()).contains("since 12:02 UTC");
  }

  @Test
  void moments_online_do_not_end_a_loss() {
    for (int i = 0; i < 10; i++) {
      notices.changed(CONNECTING);
      pass(Duration.ofSeconds(2));
      notices.changed(ONLINE);
      pass(Duration.ofSeconds(2));
    }
    assertThat(told).singleElement().asString().contains("since 12:00 UTC");
  }

  @Test
  void being_signed_out_is_told_with_what_to_type() {
    notices.changed(SIGNED_OUT);
    pass(Duration.ZERO);
    notices.changed(SIGNED_OUT);
    pass(Duration.ofHours(1));

    assertThat(told)
        .singleElement()
        .asString()
        .contains("the consent was withdrawn", "`relogin " + LOGIN.value() + "`");
  }

  @Test
  void being_signed_out_again_after_signing_in_is_told_again() {
    notices.changed(SIGNED_OUT);
    pass(Duration.ZERO);
    notices = afterStart();
    notices.changed(ONLINE);
    notices.changed(SIGNED_OUT);
    pass(Duration.ZERO);

    assertThat(told).hasSize(2);
  }

  @Test
  void a_restart_repeats_nothing() {
    notices.changed(WAITING);
    pass(Duration.ofMinutes(1));
    notices = afterStart();
    notices.changed(CONNECTING);
    notices.changed(WAITING);
    pass(Duration.ofHours(1));
    assertThat(told).hasSize(1);

    notices = afterStart();
    notices.changed(ONLINE);
    pass(Duration.ofMinutes(1));
    assertThat(told).hasSize(2).last().asString().contains("again");

    notices.changed(SIGNED_OUT);
    pass(Duration.ZERO);
    notices = afterStart();
    notices.changed(SIGNED_OUT);
    pass(Duration.ZERO);
    assertThat(told).hasSize(3);
  }

  @Test
  void nobody_is_told_of_the_end_of_a_loss_that_he_does_not_know() {
    homeserverAway = true;
    notices.changed(WAITING);
    pass(Duration.ofMinutes(1));
    notices.changed(ONLINE);
    pass(Duration.ofMinutes(1));

    assertThat(told).hasSize(1);
    assertThat(table.unsaid()).isEmpty();
  }

  @Test
  void a_database_that_is_away_puts_it_off() {
    databaseAway = true;
    notices.changed(SIGNED_OUT);
    pass(Duration.ofSeconds(15));
    assertThat(told).isEmpty();

    databaseAway = false;
    pass(Duration.ofSeconds(15));

    assertThat(told).hasSize(1);
  }

  @Test
  void another_place_is_told_with_what_to_type() {
    notices.changed(new SessionState.SignedInElsewhere());
    pass(Duration.ofSeconds(5));

    assertThat(told)
        .singleElement()
        .asString()
        .contains("another place", "`reconnect " + LOGIN.value() + "`");
  }

  @Test
  void a_connection_that_its_owner_replaced_says_nothing() {
    notices.changed(new SessionState.SignedInElsewhere());
    notices.settle();
    pass(Duration.ofHours(1));

    assertThat(told).isEmpty();
  }

  private StateNotices afterStart() {
    tasks.clear();
    return new StateNotices(LOGIN, new Board(), this::after, clock);
  }

  private void after(Duration delay, Runnable task) {
    tasks.add(new Task(clock.instant().plus(delay), task));
  }

  /// Lets time pass, and does what becomes due on the way.
  private void pass(Duration time) {
    var end = clock.instant().plus(time);
    for (var next = firstDue(end); next.isPresent(); next = firstDue(end)) {
      tasks.remove(next.get());
      clock.pass(Duration.between(clock.instant(), next.get().due()));
      next.get().action().run();
    }
    clock.pass(Duration.between(clock.instant(), end));
  }

  private Optional<Task> firstDue(Instant end) {
    return tasks.stream()
        .filter(task -> !task.due().isAfter(end))
        .min(Comparator.comparing(Task::due));
  }

  private record Task(Instant due, Runnable action) {}

  private final class Board implements StateNotices.Board {
    @Override
    public Optional<Announcement> last() {
      if (databaseAway) {
        throw new IllegalStateException("no database");
      }
      return table.find(LOGIN);
    }

    @Override
    public void put(Announcement announcement) {
      table.put(announcement);
      if (!announcement.said()) {
        told.add(announcement.sentence());
      }
      if (!homeserverAway) {
        table.setSaid(announcement);
      }
    }
  }
}
