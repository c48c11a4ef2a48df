package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.MessengerConfig.Chatstates.Send;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ChatStatesTest {
  private static final RemoteUserId BOB = new RemoteUserId("bob@messenger.live.com");
  private static final RemoteUserId EVE = new RemoteUserId("eve@messenger.live.com");

  private Instant now = Instant.parse("2012-05-28T10:30:55Z");

  private ChatStates states(Send send) {
    return new ChatStates(send, 0, () -> now);
  }

  @Rule("MSG-4")
  @Test
  void whoever_nothing_is_known_of_is_asked_by_a_message_and_told_nothing_else() {
    var states = states(Send.AUTO);

    assertThat(states.accompany(BOB)).isTrue();
    assertThat(states.next(BOB, true)).isEmpty();
  }

  @Rule("MSG-4")
  @Test
  void whoever_said_a_state_is_told_once_when_the_user_types_and_when_he_stops() {
    var states = states(Send.AUTO);
    states.heard(BOB, true);

    assertThat(states.next(BOB, false)).isEmpty();
    assertThat(states.next(BOB, true)).contains("composing");
    assertThat(states.next(BOB, true)).isEmpty();
    assertThat(states.next(BOB, false)).contains("paused");
    assertThat(states.next(BOB, false)).isEmpty();
    assertThat(states.next(EVE, true)).isEmpty();
  }

  @Rule("MSG-4")
  @Test
  void whoever_wrote_without_a_state_is_silent_and_gets_none() {
    var states = states(Send.AUTO);
    states.heard(BOB, true);
    states.heard(BOB, false);

    assertThat(states.accompany(BOB)).isFalse();
    assertThat(states.next(BOB, true)).isEmpty();
  }

  @Rule("MSG-4")
  @Test
  void off_is_never_and_on_is_always() {
    var off = states(Send.OFF);
    off.heard(BOB, true);
    var on = states(Send.ON);
    on.heard(BOB, false);

    assertThat(off.accompany(BOB)).isFalse();
    assertThat(off.next(BOB, true)).isEmpty();
    assertThat(on.accompany(BOB)).isTrue();
    assertThat(on.next(BOB, true)).contains("composing");
  }

  @Test
  void a_message_ends_it_without_a_word_more() {
    var states = states(Send.ON);
    states.next(BOB, true);

    states.accompany(BOB);

    assertThat(states.next(BOB, false)).isEmpty();
    assertThat(states.next(BOB, true)).contains("composing");
  }

  @Test
  void who_types_for_long_is_said_to_from_time_to_time() {
    var states = states(Send.ON);
    states.next(BOB, true);
    now = now.plus(Duration.ofSeconds(29));
    assertThat(states.next(BOB, true)).isEmpty();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(states.next(BOB, true)).contains("composing");
  }

  @Test
  void what_the_pace_would_make_wait_is_dropped() {
    var states = new ChatStates(Send.ON, 1, () -> now);

    assertThat(states.next(BOB, true)).contains("composing");
    assertThat(states.next(EVE, true)).isEmpty();
  }

  @Test
  void the_eldest_of_very_many_contacts_is_forgotten() {
    var states = states(Send.AUTO);
    states.heard(BOB, false);
    for (int i = 0; i < 500; i++) {
      states.heard(new RemoteUserId("user" + i + "@messenger.live.com"), true);
    }

    assertThat(states.accompany(BOB)).isTrue();
    assertThat(states.next(new RemoteUserId("user499@messenger.live.com"), true)).isPresent();
  }
}
