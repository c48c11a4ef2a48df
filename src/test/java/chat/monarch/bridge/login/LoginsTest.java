package chat.monarch.bridge.login;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.OTHER;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.StoredLogin;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginsTest {
  private final LoginFixture with = new LoginFixture();

  @AfterEach
  void close() {
    with.close();
  }

  @Test
  void a_linked_account_is_stored_with_its_roster_and_heard_of() {
    with.link(ALICE, ACCOUNT, contact("b", "Bob"));

    assertThat(with.logins.owner(LOGIN)).contains(ALICE);
    assertThat(with.logins.session(LOGIN)).contains(with.messenger.last());
    assertThat(with.rosters.of(LOGIN)).extracting(Contact::name).containsExactly("Bob");
    assertThat(with.heard)
        .containsExactly("online " + LOGIN.value(), "ready " + LOGIN.value() + " first");
  }

  @Test
  void later_sign_ins_of_the_same_connection_are_no_first_ones() {
    with.link(ALICE, ACCOUNT);
    with.heard.clear();

    with.messenger.last().comeOnline(ACCOUNT);

    assertThat(with.heard).containsExactly("online " + LOGIN.value(), "ready " + LOGIN.value());
  }

  @Test
  void a_start_connects_every_login_that_waits_for_nobody() throws Exception {
    with.link(ALICE, ACCOUNT);
    with.link(ALICE, OTHER);
    with.logins.logout(LOGIN);
    with.messenger.opened().clear();

    with.logins(with.cipher).start();

    assertThat(with.messenger.opened())
        .singleElement()
        .satisfies(session -> assertThat(session.account).isEqualTo(OTHER));
    assertThat(with.messenger.last().tokens.current().value()).startsWith("token-of-8a1b2c3d");
  }

  @Test
  void a_start_leaves_a_login_alone_whose_owner_was_asked_to_sign_in_again() {
    with.link(ALICE, ACCOUNT);
    with.messenger.last().become(new SessionState.BadCredentials("refused twice"));
    with.messenger.opened().clear();

    with.logins(with.cipher).start();

    assertThat(with.messenger.opened()).isEmpty();
  }

  @Test
  void a_start_with_another_key_is_refused() {
    with.link(ALICE, ACCOUNT);
    var other = with.logins(new TokenCipher(LoginFixture.config((byte) 2)));

    assertThatThrownBy(other::checkKey).isInstanceOf(WrongSecretKeyException.class);
    with.logins.checkKey();
  }

  @Test
  void an_account_of_another_user_is_refused() {
    with.link(ALICE, ACCOUNT);
    var attempt = with.signIn.token(BOB, new Secret("t"), null);
    with.messenger.last().comeOnline(ACCOUNT);

    assertThat(attempt.await(Duration.ofSeconds(5))).contains(new SignInResult.OtherOwner(LOGIN));
    assertThat(with.users.homeserver.awaitSaying("another Matrix user").text())
        .doesNotContain(ALICE.value());
    assertThat(with.messenger.last().isClosed()).isTrue();
    assertThat(with.logins.owner(LOGIN)).contains(ALICE);
    assertThatThrownBy(() -> with.messenger.last().events().received(List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void signing_in_again_takes_the_place_of_the_old_connection() {
    with.link(ALICE, ACCOUNT);
    var old = with.messenger.last();
    var attempt = with.signIn.token(ALICE, new Secret("fresh"), LOGIN);
    old.become(new SessionState.SignedInElsewhere());

    with.messenger.last().comeOnline(ACCOUNT);
    old.become(new SessionState.Closed());
    with.elapse();

    assertThat(attempt.await(Duration.ofSeconds(5))).get().isInstanceOf(SignInResult.Linked.class);
    assertThat(with.logins.session(LOGIN)).contains(with.messenger.last());
    assertThat(with.table.find(LOGIN)).map(StoredLogin::state).contains(LoginState.CONNECTED);
    assertThat(with.heard).last().isEqualTo("ready " + LOGIN.value());
    assertThat(with.users.homeserver.said())
        .noneMatch(said -> said.text().contains("another place"));
  }

  @Test
  void a_relogin_by_another_account_is_refused_and_changes_nothing() {
    with.link(ALICE, ACCOUNT);
    var attempt = with.signIn.token(ALICE, new Secret("t"), LOGIN);
    with.messenger.last().comeOnline(OTHER);

    assertThat(attempt.await(Duration.ofSeconds(5)).map(SignInResult::sentence))
        .get()
        .asString()
        .startsWith("Another account signed in");
    assertThat(with.logins.find(LoginId.of(OTHER))).isEmpty();
  }

  @Test
  void renewed_tokens_are_in_the_row_before_they_are_used() throws Exception {
    with.link(ALICE, ACCOUNT);
    var sealed = with.cipher.seal(LOGIN, LoginFixture.tokens(with.clock.instant()));
    with.table.keepTokens(LOGIN, sealed);

    assertThat(with.messenger.last().tokens.current()).isEqualTo(new Secret("access-fresh1"));

    var stored = with.table.find(LOGIN).map(StoredLogin::tokens).orElseThrow();
    assertThat(with.cipher.open(LOGIN, stored).refresh()).isEqualTo(new Secret("refresh-fresh1"));
  }

  @Test
  void a_withdrawn_consent_erases_the_tokens_and_says_what_to_type() {
    with.link(ALICE, ACCOUNT);
    with.consent.fail(new TokensException.Withdrawn("the consent was withdrawn"));
    with.table.keepTokens(
        LOGIN, with.cipher.seal(LOGIN, LoginFixture.tokens(with.clock.instant())));
    var session = with.messenger.last();

    assertThatThrownBy(session.tokens::current).isInstanceOf(TokensException.Withdrawn.class);
    session.become(new SessionState.BadCredentials("the consent was withdrawn"));
    with.elapse();

    with.users.homeserver.awaitSaying("`relogin " + LOGIN.value() + "`");
    assertThat(with.heard).last().isEqualTo("stopped " + LOGIN.value());
    assertThat(with.table.find(LOGIN)).map(StoredLogin::state).contains(LoginState.BAD_CREDENTIALS);
    assertThat(with.table.find(LOGIN).orElseThrow().tokens()).isNull();
    assertThat(with.logins.reconnect(LOGIN)).isFalse();
  }

  @Rule("OA-11")
  @Test
  void a_signed_out_login_keeps_its_row_but_no_tokens() {
    with.link(ALICE, ACCOUNT);
    var session = with.messenger.last();

    with.logins.logout(LOGIN);

    assertThat(session.isClosed()).isTrue();
    assertThat(with.logins.loginsOf(ALICE)).isEmpty();
    assertThat(with.logins.session(LOGIN)).isEmpty();
    assertThat(with.logins.owner(LOGIN)).contains(ALICE);
    assertThat(with.table.find(LOGIN).orElseThrow().tokens()).isNull();
    assertThat(with.heard).last().isEqualTo("removed " + LOGIN.value());
  }

  @Test
  void a_bridge_that_stops_finishes_what_is_in_hand_and_begins_nothing() {
    with.link(ALICE, ACCOUNT);
    var session = with.messenger.last();

    with.logins.stop();

    assertThat(session.isClosed()).isTrue();
    assertThatThrownBy(() -> session.events().received(List.of()))
        .isInstanceOf(IllegalStateException.class);
    session.become(new SessionState.Closed());
    assertThat(with.table.find(LOGIN)).map(StoredLogin::state).contains(LoginState.CONNECTED);
  }

  @Test
  void roster_changes_are_remembered() {
    with.link(ALICE, ACCOUNT, contact("b", "Bob"), contact("c", "Carol"));
    var events = with.messenger.last().events();

    events.contactChanged(contact("b", "Bobby"));
    events.contactRemoved(contact("c", "Carol").id());

    assertThat(with.rosters.of(LOGIN)).extracting(Contact::name).containsExactly("Bobby");
  }
}
