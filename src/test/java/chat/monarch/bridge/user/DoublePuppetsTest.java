package chat.monarch.bridge.user;

import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.id.RoomId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DoublePuppetsTest {
  private final UserFixture with = new UserFixture();
  private final RoomId room = with.managementRoom(ALICE);

  @BeforeEach
  void register() {
    with.homeserver.registerPuppet(ALICE);
  }

  @Test
  void where_the_operator_registered_nothing_there_is_none() {
    assertThat(with.puppets.find(BOB)).isEmpty();
    assertThat(with.puppets.check(BOB)).isInstanceOf(PuppetCheck.NotRegistered.class);
  }

  @Test
  void a_user_switches_it_off_and_on() {
    assertThat(with.puppets.find(ALICE)).isPresent();

    with.puppets.switchOff(ALICE);
    assertThat(with.puppets.find(ALICE)).isEmpty();
    assertThat(afterRestart().find(ALICE)).isEmpty();
    assertThat(with.puppets.check(ALICE)).isInstanceOf(PuppetCheck.SwitchedOff.class);

    assertThat(with.puppets.switchOn(ALICE)).isInstanceOf(PuppetCheck.Works.class);
    assertThat(with.puppets.find(ALICE)).isPresent();
  }

  private DoublePuppets afterRestart() {
    return new DoublePuppets(with.homeserver, with.table, with.rooms);
  }

  @Test
  void a_refusal_is_told_once_and_not_tried_for_a_while() {
    with.homeserver.refusePuppet(ALICE);

    assertThat(refuse(with.puppets)).isFalse();
    assertThat(with.puppets.find(ALICE)).isEmpty();
    assertThat(refuse(afterRestart())).isFalse();

    assertThat(with.homeserver.said(room)).hasSize(1);
    assertThat(with.homeserver.said(room).getFirst())
        .contains("cannot write as you", "403 M_FORBIDDEN", "`ping-matrix`");
    assertThat(with.puppets.check(ALICE))
        .isEqualTo(new PuppetCheck.Refused("the homeserver refuses it (403 M_FORBIDDEN)"));
  }

  @Test
  void what_works_again_is_used_at_once_and_told_when_it_breaks_again() {
    with.homeserver.refusePuppet(ALICE);
    assertThat(refuse(with.puppets)).isFalse();
    with.homeserver.allowPuppet(ALICE);

    assertThat(with.puppets.check(ALICE)).isInstanceOf(PuppetCheck.Works.class);

    assertThat(with.puppets.find(ALICE)).isPresent();
    assertThat(with.table.isPuppetTold(ALICE)).isFalse();
  }

  @Test
  void a_homeserver_that_is_away_refuses_nothing() {
    with.homeserver.goAway();

    assertThatThrownBy(() -> refuse(with.puppets))
        .isInstanceOf(HomeserverException.Unavailable.class);
    with.homeserver.comeBack();

    assertThat(with.puppets.find(ALICE)).isPresent();
    assertThat(with.homeserver.said(room)).isEmpty();
  }

  private boolean refuse(DoublePuppets puppets) {
    return puppets.isAllowed(with.homeserver.puppet(ALICE).orElseThrow());
  }
}
