package chat.monarch.bridge.login;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.LoginState;
import chat.monarch.store.Announcement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AnnouncementsTest {
  private final LoginFixture with = new LoginFixture();

  @AfterEach
  void close() {
    with.close();
  }

  @Test
  void whoever_was_signed_out_gets_a_link() {
    with.link(ALICE, ACCOUNT);

    with.messenger.last().become(new SessionState.BadCredentials("the consent was withdrawn"));

    var said = with.users.homeserver.awaitSaying("has signed");
    assertThat(said.text())
        .contains("the consent was withdrawn", "`relogin " + LOGIN.value() + "`")
        .containsPattern("15 minutes .* https://bridge.example/login/[A-Za-z0-9_-]{43}$");
    assertThat(with.announced.find(LOGIN).orElseThrow().sentence()).doesNotContain("https://");
  }

  @Test
  void what_a_crash_kept_from_being_said_is_said_at_the_next_start() {
    with.link(ALICE, ACCOUNT);
    var unsaid =
        new Announcement(LOGIN, LoginState.SIGNED_IN_ELSEWHERE, "the news", Instant.EPOCH, false);
    with.announced.put(unsaid);

    with.announcements().sayUnsaid();
    with.users.homeserver.awaitSaying("the news");
    with.close();
    with.announcements().sayUnsaid();

    assertThat(with.announced.unsaid()).isEmpty();
    assertThat(with.users.homeserver.said())
        .filteredOn(said -> said.text().equals("the news"))
        .hasSize(1);
  }

  @Test
  void a_sign_out_that_a_crash_kept_from_being_noted_is_told_at_the_next_start() {
    with.link(ALICE, ACCOUNT);
    with.table.forgetTokens(LOGIN);

    with.announcements().sayUnsaid();

    with.users.homeserver.awaitSaying("`relogin " + LOGIN.value() + "`");
    with.close();
    with.announcements().sayUnsaid();
    assertThat(with.announced.unsaid()).isEmpty();
  }

  @Test
  void another_place_of_which_a_crash_kept_silent_is_told_at_the_next_start() {
    with.link(ALICE, ACCOUNT);
    with.table.setState(LOGIN, LoginState.SIGNED_IN_ELSEWHERE, null);

    with.announcements().sayUnsaid();

    with.users.homeserver.awaitSaying("`reconnect " + LOGIN.value() + "`");
  }

  @Test
  void whoever_signed_himself_out_is_told_nothing() {
    with.link(ALICE, ACCOUNT);
    with.logins.logout(LOGIN);

    with.announcements().sayUnsaid();

    assertThat(with.announced.find(LOGIN)).isEmpty();
  }
}
