package chat.monarch.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StateNoticesTest {
  private static final SessionState ONLINE =
      new SessionState.Online(new RemoteUserId("a@messenger.live.com"));
  private static final SessionState WAITING =
      new SessionState.Waiting("the host does not answer", Instant.EPOCH);

  private final List<String> told = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private final StateNotices notices = new StateNotices(LoginFixture.LOGIN, told::add, this::after);

  @Test
  void a_reconnect_in_time_is_not_spoken_of() {
    notices.changed(ONLINE);
    notices.changed(WAITING);
    notices.changed(new SessionState.Connecting());
    notices.changed(ONLINE);
    elapse();

    assertThat(told).isEmpty();
    assertThat(delays).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void a_long_loss_is_told_once_with_its_reason_and_its_end() {
    notices.changed(WAITING);
    elapse();
    notices.changed(new SessionState.Connecting());
    notices.changed(WAITING);
    elapse();
    notices.changed(ONLINE);

    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).contains("the host does not answer", "go on trying");
    assertThat(told.getLast()).contains("again");
  }

  @Test
  void being_signed_out_is_told_with_what_to_type() {
    notices.changed(new SessionState.BadCredentials("the consent was withdrawn"));
    elapse();
    notices.changed(new SessionState.BadCredentials("the consent was withdrawn"));
    elapse();

    assertThat(told)
        .singleElement()
        .asString()
        .contains("the consent was withdrawn", "`relogin " + LoginFixture.LOGIN.value() + "`");
  }

  @Test
  void another_place_is_told_with_what_to_type() {
    notices.changed(new SessionState.SignedInElsewhere());
    elapse();

    assertThat(told)
        .singleElement()
        .asString()
        .contains("another place", "`reconnect " + LoginFixture.LOGIN.value() + "`");
  }

  @Test
  void a_connection_that_its_owner_replaced_says_nothing() {
    notices.changed(new SessionState.SignedInElsewhere());
    notices.settle();
    elapse();

    assertThat(told).isEmpty();
  }

  private void after(Duration delay, Runnable task) {
    delays.add(delay);
    later.add(task);
  }

  private void elapse() {
    var due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }
}
