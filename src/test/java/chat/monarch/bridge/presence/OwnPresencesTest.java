package chat.monarch.bridge.presence;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.ghost.PresenceConfig.ToMessenger;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OwnPresencesTest {
  private static final Presence BUSY = new Presence(Availability.BUSY, "In a meeting");
  private static final Presence WALKING = new Presence(Availability.AWAY, "Walking");
  private static final Presence AWAY = new Presence(Availability.AWAY, "");

  private final LoginFixture with = new LoginFixture();
  private final OwnPresences presences = presences(ToMessenger.MIRROR);

  private OwnPresences presences(ToMessenger policy) {
    return new OwnPresences(with.logins, with.users.table, new PresenceSettings(policy));
  }

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT);
  }

  @AfterEach
  void close() {
    with.close();
  }

  private List<Presence> shown() {
    return with.messenger.last().shown;
  }

  @Rule("PRS-1")
  @Test
  void contacts_see_the_user_as_he_is_in_matrix_and_away_when_he_is_offline_there() {
    presences.inMatrix(ALICE, WALKING);
    presences.inMatrix(ALICE, WALKING);
    presences.inMatrix(BOB, BUSY);
    presences.inMatrix(ALICE, Presence.OFFLINE);

    assertThat(shown()).containsExactly(WALKING, AWAY);
  }

  @Test
  void what_the_user_chose_holds_until_he_chooses_online() {
    presences.choose(ALICE, BUSY);
    presences.inMatrix(ALICE, WALKING);
    presences.choose(ALICE, Presence.ONLINE);

    assertThat(shown()).containsExactly(BUSY, BUSY, WALKING);
  }

  @Test
  void words_without_a_state_stand_beside_the_state_in_matrix() {
    presences.choose(ALICE, new Presence(Availability.ONLINE, "My words"));
    presences.inMatrix(ALICE, WALKING);

    assertThat(shown()).last().isEqualTo(new Presence(Availability.AWAY, "My words"));
  }

  @ParameterizedTest
  @EnumSource(names = {"ONLINE", "MANUAL"})
  void where_matrix_is_not_mirrored_only_what_the_user_chose_counts(ToMessenger policy) {
    var unlike = presences(policy);
    unlike.inMatrix(ALICE, WALKING);
    unlike.online(LOGIN);
    unlike.choose(ALICE, BUSY);

    assertThat(shown()).containsExactly(Presence.ONLINE, BUSY);
  }

  @Test
  void what_the_user_chose_holds_for_the_next_process() {
    presences.choose(ALICE, BUSY);

    presences(ToMessenger.MIRROR).online(LOGIN);
    presences.choose(ALICE, Presence.ONLINE);
    presences(ToMessenger.MIRROR).online(LOGIN);

    assertThat(shown()).containsExactly(BUSY, BUSY, Presence.ONLINE, Presence.ONLINE);
  }
}
