package chat.monarch.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.bridge.presence.ShownGhosts.Shown;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.testkit.fake.FakeHomeserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GhostPresencesTest {
  private static final LoginId ALICE = LoginId.of(new RemoteUserId("alice@messenger.live.com"));
  private static final LoginId ANNE = LoginId.of(new RemoteUserId("anne@messenger.live.com"));
  private static final RemoteUserId BOB = new RemoteUserId("bob@messenger.live.com");
  private static final RemoteUserId CAROL = new RemoteUserId("carol@messenger.live.com");
  private static final Presence AWAY = new Presence(Availability.AWAY, "Walking");
  private static final Presence BUSY = new Presence(Availability.BUSY, "In a meeting");

  /// So short that the budget keeps one ghost from being forgotten, and no other.
  private static final Duration SHORT = Duration.ofMillis(60);

  private final FakeHomeserver server = new FakeHomeserver();
  private final PresenceSwitch presenceSwitch = new PresenceSwitch(server);
  private final ShownGhosts shown = new ShownGhosts();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<GhostPresences> made = new ArrayList<>();

  private GhostPresences ghosts(PresenceSettings settings) {
    var ghosts = new GhostPresences(shown, presenceSwitch, settings, threads, registry);
    made.add(ghosts);
    return ghosts;
  }

  private GhostPresences ghosts() {
    return ghosts(PresenceSettings.mirror());
  }

  @AfterEach
  void close() {
    shown.answer();
    made.forEach(ghosts -> ghosts.stop(new ShutdownEvent()));
    threads.close();
  }

  private double count(String name) {
    return registry.counter("monarch.presence." + name).count();
  }

  @Test
  void who_changes_is_told_in_turn() throws Exception {
    var ghosts = ghosts();
    ghosts.show(ALICE, BOB, BUSY);
    ghosts.show(ALICE, CAROL, AWAY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
    assertThat(shown.next()).isEqualTo(new Shown(CAROL, AWAY));

    ghosts.show(ALICE, BOB, BUSY);
    ghosts.show(ALICE, BOB, Presence.OFFLINE);

    assertThat(shown.next()).isEqualTo(new Shown(BOB, Presence.OFFLINE));
    assertThat(count("requests")).isEqualTo(3);
  }

  @Test
  void of_several_logins_the_one_that_sees_the_most_of_him_counts() throws Exception {
    var ghosts = ghosts();
    ghosts.show(ALICE, BOB, AWAY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, AWAY));
    ghosts.show(ANNE, BOB, BUSY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));

    ghosts.show(ALICE, BOB, Presence.OFFLINE);
    ghosts.show(ALICE, CAROL, AWAY);

    assertThat(shown.next()).isEqualTo(new Shown(CAROL, AWAY));
    ghosts.show(ANNE, BOB, Presence.OFFLINE);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, Presence.OFFLINE));
  }

  @Test
  void a_state_that_another_overtook_is_never_told() throws Exception {
    var ghosts = ghosts();
    shown.hold();
    ghosts.show(ALICE, CAROL, AWAY);
    assertThat(shown.next()).isEqualTo(new Shown(CAROL, AWAY));
    ghosts.show(ALICE, BOB, AWAY);
    ghosts.show(ALICE, BOB, BUSY);
    shown.answer();

    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
    assertThat(count("overtaken")).isEqualTo(1);
  }

  @Test
  void who_is_there_is_told_again_as_far_as_the_budget_is_enough() throws Exception {
    var ghosts = ghosts(PresenceSettings.mirror().refreshing(SHORT));
    ghosts.show(ALICE, BOB, BUSY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));

    ghosts.show(ALICE, CAROL, AWAY);

    assertThat(nextOf(CAROL)).isEqualTo(AWAY);
    for (int i = 0; i < 3; i++) {
      assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
    }
    assertThat(count("cut")).isEqualTo(1);
  }

  @Test
  void who_is_away_and_writes_is_told_to_be_away_once_more() throws Exception {
    var ghosts = ghosts();
    ghosts.show(ALICE, BOB, AWAY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, AWAY));

    ghosts.acted(BOB);

    assertThat(shown.next()).isEqualTo(new Shown(BOB, AWAY));
    assertThat(count("overtaken")).isZero();
  }

  @Test
  void who_is_online_or_not_there_and_writes_costs_nothing() throws Exception {
    var ghosts = ghosts();
    var online = new Presence(Availability.ONLINE, "Back");
    ghosts.show(ALICE, BOB, online);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, online));

    ghosts.acted(BOB);
    ghosts.acted(CAROL);
    ghosts.show(ALICE, CAROL, AWAY);

    assertThat(shown.next()).isEqualTo(new Shown(CAROL, AWAY));
  }

  private Presence nextOf(RemoteUserId contact) throws InterruptedException {
    var next = shown.next();
    while (!next.contact().equals(contact)) {
      next = shown.next();
    }
    return next.presence();
  }

  @Test
  void a_fault_with_one_ghost_ends_nothing_and_he_is_told_again() throws Exception {
    var ghosts = ghosts(PresenceSettings.mirror().refreshing(SHORT));
    shown.fail(new IllegalStateException("nobody thought of this"));
    ghosts.show(ALICE, BOB, BUSY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));

    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
    ghosts.show(ALICE, BOB, Presence.OFFLINE);
    ghosts.show(ALICE, CAROL, AWAY);

    assertThat(nextOf(CAROL)).isEqualTo(AWAY);
  }

  @Test
  void what_a_homeserver_that_is_away_did_not_take_is_told_when_it_is_back() throws Exception {
    var ghosts = ghosts();
    shown.fail(new HomeserverException.Unavailable("no answer"));
    ghosts.show(ALICE, BOB, AWAY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, AWAY));
    ghosts.show(ALICE, BOB, BUSY);

    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
  }

  @Test
  void what_the_homeserver_refuses_is_not_told_again() throws Exception {
    var ghosts = ghosts(PresenceSettings.mirror().refreshing(SHORT));
    shown.fail(new HomeserverException.Refused("presence", 403, "M_FORBIDDEN", "no"));
    ghosts.show(ALICE, BOB, BUSY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
    ghosts.show(ALICE, CAROL, AWAY);

    for (int i = 0; i < 3; i++) {
      assertThat(shown.next()).isEqualTo(new Shown(CAROL, AWAY));
    }
  }

  @Test
  void what_is_known_is_told_anew_to_a_homeserver_that_comes_back() throws Exception {
    var ghosts = ghosts();
    ghosts.show(ALICE, BOB, BUSY);
    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));

    ghosts.returned(new HomeserverReturned());

    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
  }

  @Test
  void no_request_is_spent_where_the_homeserver_keeps_no_presence_until_it_does() throws Exception {
    server.keepPresence(false);
    presenceSwitch.look();
    var ghosts = ghosts();
    ghosts.show(ALICE, BOB, AWAY);
    ghosts.show(ALICE, BOB, BUSY);
    assertThat(shown.rest()).isEmpty();

    server.keepPresence(true);
    presenceSwitch.again(new HomeserverReturned());

    assertThat(shown.next()).isEqualTo(new Shown(BOB, BUSY));
  }

  @Test
  void nobody_is_told_where_contacts_are_not_to_be_shown() {
    ghosts(PresenceSettings.mirror().hiding()).show(ALICE, BOB, BUSY);
    threads.close();

    assertThat(shown.rest()).isEmpty();
  }
}
