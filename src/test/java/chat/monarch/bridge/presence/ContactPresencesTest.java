package chat.monarch.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.MemoryPortals;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContactPresencesTest {
  private static final LoginId LOGIN = LoginId.of(new RemoteUserId("alice@messenger.live.com"));
  private static final RemoteUserId BOB = new RemoteUserId("bob@messenger.live.com");
  private static final RemoteUserId CAROL = new RemoteUserId("carol@messenger.live.com");
  private static final Presence BUSY = new Presence(Availability.BUSY, "In a meeting");

  private final MemoryPortals portals = new MemoryPortals();
  private final List<Presence> shown = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final ContactPresences presences =
      new ContactPresences(portals, new Shown(), (time, task) -> tasks.add(new Task(time, task)));

  private final class Shown implements Showing {
    @Override
    public void show(LoginId login, RemoteUserId contact, Presence presence) {
      assertThat(contact).isEqualTo(BOB);
      shown.add(presence);
    }

    @Override
    public void acted(RemoteUserId contact) {
      throw new UnsupportedOperationException();
    }
  }

  private record Task(Duration time, Runnable what) {}

  /// Bob's room, with the owner in it or not.
  private static Portal room(boolean invited, boolean left) {
    var key = new PortalKey(LOGIN, BOB);
    return new Portal(1, key, new RoomId("!bob:example.org"), true, invited, left, null);
  }

  private void letOwnerIn() {
    portals.put(room(true, false));
    shown.clear();
  }

  private void elapse(Duration time) {
    var due = tasks.stream().filter(task -> task.time().equals(time)).toList();
    assertThat(due).isNotEmpty();
    tasks.removeAll(due);
    due.forEach(task -> task.what().run());
  }

  @Rule("PRS-6")
  @Test
  void the_newest_is_known_and_of_whom_nothing_came_is_offline() {
    presences.online(LOGIN);
    presences.presence(LOGIN, CAROL, Presence.ONLINE);
    presences.presence(LOGIN, CAROL, BUSY);

    assertThat(presences.of(LOGIN, CAROL)).isEqualTo(BUSY);
    assertThat(presences.of(LOGIN, BOB)).isEqualTo(Presence.OFFLINE);
  }

  @Test
  void only_those_are_shown_whose_room_has_the_owner_in_it() {
    presences.online(LOGIN);
    presences.presence(LOGIN, CAROL, BUSY);
    presences.presence(LOGIN, BOB, BUSY);
    assertThat(shown).isEmpty();

    portals.put(room(true, false));
    portals.put(room(true, false));
    assertThat(shown).containsExactly(BUSY);
    portals.put(room(true, true));
    presences.presence(LOGIN, BOB, Presence.ONLINE);

    assertThat(shown).containsExactly(BUSY, Presence.OFFLINE);
  }

  @Rule({"PRS-6", "SOH-8"})
  @Test
  void a_short_break_is_not_seen() {
    letOwnerIn();
    presences.online(LOGIN);
    presences.presence(LOGIN, BOB, BUSY);

    presences.disconnected(LOGIN);
    presences.online(LOGIN);
    elapse(ContactPresences.GRACE);
    presences.presence(LOGIN, BOB, BUSY);
    elapse(ContactPresences.RENEWAL);

    assertThat(presences.of(LOGIN, BOB)).isEqualTo(BUSY);
    assertThat(shown).containsOnly(BUSY);
  }

  @Rule({"PRS-6", "SOH-8"})
  @Test
  void who_is_not_spoken_of_on_the_next_stream_is_offline_after_a_while() {
    letOwnerIn();
    presences.online(LOGIN);
    presences.presence(LOGIN, BOB, BUSY);
    presences.disconnected(LOGIN);
    presences.online(LOGIN);
    assertThat(presences.of(LOGIN, BOB)).isEqualTo(BUSY);

    elapse(ContactPresences.RENEWAL);

    assertThat(presences.of(LOGIN, BOB)).isEqualTo(Presence.OFFLINE);
    assertThat(shown).containsExactly(BUSY, Presence.OFFLINE);
  }

  @Test
  void a_long_break_makes_all_offline() {
    letOwnerIn();
    presences.online(LOGIN);
    presences.presence(LOGIN, BOB, BUSY);
    presences.disconnected(LOGIN);
    assertThat(presences.of(LOGIN, BOB)).isEqualTo(BUSY);

    elapse(ContactPresences.GRACE);

    assertThat(shown).containsExactly(BUSY, Presence.OFFLINE);
  }

  @Test
  void who_signs_out_leaves_nobody_there() {
    letOwnerIn();
    presences.online(LOGIN);
    presences.presence(LOGIN, BOB, BUSY);

    presences.removed(LOGIN);

    assertThat(presences.of(LOGIN, BOB)).isEqualTo(Presence.OFFLINE);
    assertThat(shown).containsExactly(BUSY, Presence.OFFLINE);
  }
}
