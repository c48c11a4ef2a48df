package chat.monarch.bridge.login;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Since when messages may have been lost, through reconnects and processes.
final class DoubtTest {
  private final LoginFixture with = new LoginFixture();

  @AfterEach
  void close() {
    with.close();
  }

  private Optional<Instant> told() {
    return with.doubts.getLast();
  }

  /// A stream of the present process.
  private void comeOnline(@Nullable Instant lostSince) {
    with.messenger.last().doubt(lostSince);
    with.messenger.last().comeOnline(ACCOUNT);
  }

  /// Another process begins on the same tables.
  private Logins startAnother() {
    var logins = with.logins(with.cipher);
    logins.start();
    with.messenger.last().comeOnline(ACCOUNT);
    return logins;
  }

  @Test
  void the_first_sign_in_has_nothing_before_it() {
    with.link(ALICE, ACCOUNT);

    assertThat(told()).isEmpty();
  }

  @Test
  void what_a_connection_lost_is_told_with_the_next_one() {
    with.link(ALICE, ACCOUNT);
    var lost = with.clock.instant().plusSeconds(5);

    comeOnline(lost);

    assertThat(told()).contains(lost);
  }

  @Test
  void a_process_killed_before_the_first_renewal_is_in_doubt_since_its_sign_in() {
    with.link(ALICE, ACCOUNT);
    var signedIn = with.clock.instant();
    with.clock.pass(Duration.ofHours(1));

    startAnother();

    assertThat(told()).contains(signedIn);
  }

  @Test
  void a_killed_process_is_in_doubt_since_what_it_heard_before_its_last_renewal() {
    with.link(ALICE, ACCOUNT);
    var heard = with.clock.instant().plusSeconds(90);
    with.messenger.last().doubt(heard);
    with.logins.renewLeases();

    startAnother();

    assertThat(told()).contains(heard);
  }

  @Test
  void a_process_that_stopped_in_order_leaves_no_doubt() {
    with.link(ALICE, ACCOUNT);
    with.logins.renewLeases();
    with.messenger.last().doubt(null);

    with.logins.stop();
    startAnother();

    assertThat(told()).isEmpty();
  }

  @Test
  void a_process_that_stopped_while_the_service_was_frozen_leaves_its_doubt() {
    with.link(ALICE, ACCOUNT);
    var heard = with.clock.instant().plusSeconds(90);
    with.messenger.last().doubt(heard);

    with.logins.stop();
    startAnother();

    assertThat(told()).contains(heard);
  }

  @Test
  void a_doubt_is_told_again_until_it_is_settled() {
    with.link(ALICE, ACCOUNT);
    var lost = with.clock.instant();
    comeOnline(lost);
    comeOnline(null);
    assertThat(told()).contains(lost);

    with.settlements.getLast().run();
    comeOnline(null);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_doubt_outlives_the_process_until_it_is_settled() {
    with.link(ALICE, ACCOUNT);
    var lost = with.clock.instant();
    comeOnline(lost);
    with.messenger.last().doubt(lost.plusSeconds(60));
    with.logins.renewLeases();

    var second = startAnother();
    assertThat(told()).contains(lost);
    with.settlements.getLast().run();
    second.stop();
    startAnother();

    assertThat(told()).isEmpty();
  }

  @Test
  void who_looked_after_an_earlier_loss_has_not_seen_the_later_one() {
    with.link(ALICE, ACCOUNT);
    var lost = with.clock.instant();
    comeOnline(lost);
    var early = with.settlements.getLast();
    comeOnline(lost.plusSeconds(60));

    early.run();
    comeOnline(null);

    assertThat(told()).contains(lost);
  }

  @Test
  void signing_in_again_takes_over_what_the_old_connection_lost() {
    with.link(ALICE, ACCOUNT);
    var lost = with.clock.instant();
    with.messenger.last().doubt(lost);
    with.messenger.last().become(new SessionState.BadCredentials("gone"));

    var _ = with.signIn.token(ALICE, new Secret("fresh"), LOGIN);
    with.messenger.last().comeOnline(ACCOUNT);

    assertThat(told()).contains(lost);
  }

  @Test
  void a_login_that_was_signed_out_begins_anew() {
    with.link(ALICE, ACCOUNT);
    with.messenger.last().doubt(with.clock.instant());
    with.logins.logout(LOGIN);

    with.link(ALICE, ACCOUNT);

    assertThat(told()).isEmpty();
  }
}
