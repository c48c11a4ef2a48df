package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.stanza.RemoteEvent;
import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final RemoteUserId BOB = new RemoteUserId("bob@messenger.live.com");
  private static final Presence BUSY = new Presence(Availability.BUSY, "In a meeting");
  private static final Presence AWAY = new Presence(Availability.AWAY, "");

  private final Places places = new Places();

  private static RemoteEvent.Present at(String place, Presence presence, int rank, int priority) {
    return new RemoteEvent.Present(BOB, place, presence, rank, priority, null);
  }

  private static RemoteEvent.Present gone(String place) {
    return at(place, Presence.OFFLINE, Integer.MAX_VALUE, 0);
  }

  @Rule({"PRS-5", "PRS-6"})
  @Test
  void t28_of_two_places_one_of_which_is_left_the_other_counts() {
    assertThat(places.take(at("home", Presence.ONLINE, 1, 0))).hasValue(Presence.ONLINE);
    assertThat(places.take(at("work", BUSY, 2, 5))).isEmpty();

    assertThat(places.take(gone("home"))).hasValue(BUSY);
    assertThat(places.take(gone("work"))).hasValue(Presence.OFFLINE);
  }

  @Rule("PRS-5")
  @Test
  void of_places_that_are_alike_the_higher_priority_counts_then_the_newest() {
    var second = new Presence(Availability.BUSY, "second");
    var third = new Presence(Availability.BUSY, "third");
    places.take(at("a", BUSY, 2, 1));

    assertThat(places.take(at("b", second, 2, 0))).isEmpty();
    assertThat(places.take(at("c", third, 2, 1))).hasValue(third);
  }

  @Rule("PRS-5")
  @Test
  void all_places_are_left_where_none_is_named() {
    places.take(at("home", Presence.ONLINE, 1, 0));
    places.take(at("work", AWAY, 3, 0));

    assertThat(places.take(gone(""))).hasValue(Presence.OFFLINE);
  }

  @Test
  void what_was_told_before_is_no_news() {
    places.take(at("home", AWAY, 3, 0));

    assertThat(places.take(at("home", AWAY, 3, 0))).isEmpty();
  }
}
