package chat.monarch.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceTurnsTest {
  private static final RemoteUserId ALICE = new RemoteUserId("alice@messenger.live.com");
  private static final RemoteUserId BOB = new RemoteUserId("bob@messenger.live.com");
  private static final RemoteUserId CAROL = new RemoteUserId("carol@messenger.live.com");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PresenceTurns turns = new PresenceTurns(Duration.ofSeconds(45), 20);

  @Test
  void who_changed_first_is_told_first_and_once() {
    assertThat(turns.change(BOB)).isTrue();
    assertThat(turns.change(ALICE)).isTrue();
    assertThat(turns.change(BOB)).isFalse();

    assertThat(turns.next(0)).isEqualTo(BOB);
    assertThat(turns.next(0)).isEqualTo(ALICE);
    assertThat(turns.next(0)).isNull();
  }

  @Test
  void who_is_there_is_told_again_before_the_homeserver_forgets_him() {
    turns.change(BOB);
    turns.next(0);
    turns.told(BOB, true, 0);

    assertThat(turns.next(44 * SECOND)).isNull();
    assertThat(turns.rest(44 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    assertThat(turns.next(45 * SECOND)).isEqualTo(BOB);
  }

  @Test
  void who_is_offline_is_not_told_again() {
    turns.change(BOB);
    turns.next(0);
    turns.told(BOB, false, 0);

    assertThat(turns.next(1000 * SECOND)).isNull();
    assertThat(turns.rest(0)).isZero();
  }

  @Test
  void changes_do_not_keep_others_from_being_told_again() {
    turns.change(BOB);
    turns.next(0);
    turns.told(BOB, true, 0);
    turns.change(ALICE);
    turns.change(CAROL);

    assertThat(turns.next(50 * SECOND)).isEqualTo(BOB);
    assertThat(turns.next(50 * SECOND)).isEqualTo(ALICE);
    assertThat(turns.next(50 * SECOND)).isEqualTo(CAROL);
  }

  @Test
  void no_more_are_told_again_than_the_budget_is_enough_for() {
    var small = new PresenceTurns(Duration.ofSeconds(4), 1);

    for (var each : new RemoteUserId[] {ALICE, BOB, CAROL}) {
      assertThat(small.told(each, true, 0)).isTrue();
    }
    assertThat(small.told(new RemoteUserId("dave@messenger.live.com"), true, 0)).isFalse();
  }
}
