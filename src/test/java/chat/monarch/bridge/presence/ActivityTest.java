package chat.monarch.bridge.presence;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ActivityTest {
  private static final Presence AWAY = new Presence(Availability.AWAY, "");

  private final List<Runnable> waiting = new ArrayList<>();
  private final LoginFixture with = new LoginFixture();
  private final PresenceSwitch presence = new PresenceSwitch(with.users.homeserver);
  private final OwnPresences own =
      new OwnPresences(with.logins, with.users.table, PresenceSettings.mirror());
  private final Activity activity =
      new Activity(presence, own, with.logins, this::after, with.clock);

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT);
    with.users.homeserver.keepPresence(false);
  }

  @AfterEach
  void close() {
    with.close();
  }

  private void after(Duration time, Runnable task) {
    if (time.isZero()) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  private void elapse() {
    var due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  private List<Presence> shown() {
    return with.messenger.last().shown;
  }

  @Test
  void who_does_nothing_is_away_after_a_while_and_online_when_he_does_something() {
    activity.online(LOGIN);
    assertThat(shown()).isEmpty();

    with.clock.pass(Activity.QUIET);
    elapse();
    assertThat(shown()).containsExactly(AWAY);
    activity.seen(ALICE);

    assertThat(shown()).containsExactly(AWAY, Presence.ONLINE);
  }

  @Test
  void the_quiet_minutes_begin_with_the_last_thing_that_he_did() {
    activity.online(LOGIN);
    activity.seen(ALICE);
    with.clock.pass(Activity.QUIET.minusSeconds(1));
    activity.seen(ALICE);
    with.clock.pass(Duration.ofSeconds(1));
    elapse();
    assertThat(shown()).containsExactly(Presence.ONLINE);

    with.clock.pass(Activity.QUIET);
    elapse();

    assertThat(shown()).containsExactly(Presence.ONLINE, AWAY);
  }

  @Test
  void who_is_away_stays_so_when_his_stream_breaks() {
    activity.online(LOGIN);
    with.clock.pass(Activity.QUIET);
    elapse();

    activity.online(LOGIN);
    own.online(LOGIN);

    assertThat(shown()).containsExactly(AWAY, AWAY);
  }

  @Test
  void where_the_homeserver_keeps_presence_what_he_does_says_nothing() {
    with.users.homeserver.keepPresence(true);
    activity.online(LOGIN);
    activity.seen(ALICE);
    with.clock.pass(Activity.QUIET);
    elapse();

    assertThat(shown()).isEmpty();
  }

  @Test
  void a_homeserver_that_comes_back_is_looked_at_again() {
    with.users.homeserver.goAway();
    presence.look();
    assertThat(presence.isOff()).isFalse();
    with.users.homeserver.comeBack();
    presence.look();
    assertThat(presence.isOff()).isTrue();
    var told = new AtomicInteger();
    presence.onSwitchedOn(told::incrementAndGet);

    with.users.homeserver.keepPresence(true);
    presence.look();
    assertThat(presence.isOff()).isTrue();
    presence.again(new HomeserverReturned());

    assertThat(presence.isOff()).isFalse();
    assertThat(told).hasValue(1);
  }
}
