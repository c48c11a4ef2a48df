package chat.monarch.bridge.contact;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Contact.Subscription;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.KnownContact;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IncomingInvitationsTest {
  private static final RemoteUserId CAROL = new RemoteUserId("c1@messenger.live.com");
  private static final Invitation INVITATION =
      new Invitation(CAROL, "<b>Carol</b> `accept 7`", "Hi & hello");

  private final LoginFixture with = new LoginFixture();
  private final ContactFixture people = new ContactFixture(with);

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT);
  }

  @AfterEach
  void close() {
    with.close();
  }

  private List<String> asked() {
    return with.messenger.last().asked;
  }

  private InvitationRow row() {
    return people.invitations.find(LOGIN, CAROL, true).orElseThrow();
  }

  private long prompts() {
    return with.users.homeserver.said().stream()
        .filter(said -> said.text().contains("wants to be a contact"))
        .count();
  }

  private void awaitState(InvitationState state) {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (row().state() != state || !row().said()) {
      assertThat(System.nanoTime()).as("still %s", row()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void t24_the_prompt_shows_the_senders_words_as_they_are_in_quotes() {
    people.incoming.invited(LOGIN, INVITATION);

    assertThat(with.users.homeserver.awaitSaying("wants to be a contact").text())
        .startsWith("“<b>Carol</b> `accept 7`” (`c1@messenger.live.com`) wants to be a contact of")
        .contains("“Hi & hello”", "`accept 1` or `decline 1`", "does not check");
    assertThat(asked()).isEmpty();
  }

  @Rule("INV-1")
  @Test
  void t25_who_asks_again_is_not_asked_about_again() {
    people.incoming.invited(LOGIN, INVITATION);
    awaitState(InvitationState.OPEN);
    with.users.homeserver.awaitSaying("wants to be a contact");

    people.incoming.invited(LOGIN, INVITATION);
    people.notices.say(row());
    people.incoming.invited(LOGIN, new Invitation(CAROL, "Carol", null));
    new ContactFixture(with).incoming.online(LOGIN);

    assertThat(row().number()).isEqualTo(1);
    assertThat(prompts()).isEqualTo(1);
  }

  @Rule("INV-3")
  @Test
  void t26_whom_the_service_does_not_make_a_contact_is_asked_in_turn() {
    people.incoming.invited(LOGIN, INVITATION);

    assertThat(people.incoming.answer(row(), true)).isTrue();
    assertThat(asked()).containsExactly("accept c1@messenger.live.com");
    with.elapse();

    assertThat(asked())
        .containsExactly("accept c1@messenger.live.com", "add c1@messenger.live.com as null");
    assertThat(row().state()).isEqualTo(InvitationState.ACCEPTED);
  }

  @Rule("INV-3")
  @Test
  void inv3_where_a_push_comes_nobody_is_asked_in_turn() {
    people.incoming.invited(LOGIN, INVITATION);
    people.incoming.answer(row(), true);

    with.contacts.put(LOGIN, new KnownContact(CAROL, null, "BOTH", false));
    people.incoming.established(LOGIN, CAROL);
    with.elapse();

    assertThat(asked()).containsExactly("accept c1@messenger.live.com");
    assertThat(row().state()).isEqualTo(InvitationState.ACCEPTED);
  }

  @Rule("INV-4")
  @Test
  void inv4_a_decline_is_all_that_is_sent() {
    people.incoming.invited(LOGIN, INVITATION);

    assertThat(people.incoming.answer(row(), false)).isTrue();
    with.elapse();

    assertThat(asked()).containsExactly("decline c1@messenger.live.com");
    assertThat(row().state()).isEqualTo(InvitationState.DECLINED);
  }

  @Test
  void an_answer_that_the_service_does_not_have_is_given_again_when_it_asks_again() {
    people.incoming.invited(LOGIN, INVITATION);
    with.messenger.last().takeAnswers(false);
    assertThat(people.incoming.answer(row(), false)).isFalse();
    with.messenger.last().takeAnswers(true);

    people.incoming.invited(LOGIN, INVITATION);

    awaitState(InvitationState.DECLINED);
    assertThat(asked())
        .containsExactly("decline c1@messenger.live.com", "decline c1@messenger.live.com");
  }

  @Test
  void an_answer_that_the_service_does_not_have_is_given_again_at_the_next_sign_in() {
    people.incoming.invited(LOGIN, INVITATION);
    with.messenger.last().takeAnswers(false);
    assertThat(people.incoming.answer(row(), true)).isFalse();
    with.messenger.last().takeAnswers(true);

    people.incoming.online(LOGIN);

    awaitState(InvitationState.ANSWERED);
  }

  @Test
  void who_was_declined_and_asks_anew_is_asked_about_anew() {
    people.incoming.invited(LOGIN, INVITATION);
    with.users.homeserver.awaitSaying("`accept 1`");
    people.incoming.answer(row(), false);

    people.incoming.invited(LOGIN, INVITATION);

    with.users.homeserver.awaitSaying("`accept 2`");
  }

  @Rule("INV-5")
  @ParameterizedTest
  @EnumSource(names = {"TO", "BOTH"})
  void inv5_whom_the_user_sees_is_accepted_without_a_question(Subscription subscription) {
    with.contacts.put(LOGIN, new KnownContact(CAROL, null, subscription.name(), false));

    people.incoming.invited(LOGIN, INVITATION);

    awaitState(InvitationState.ACCEPTED);
    assertThat(asked()).containsExactly("accept c1@messenger.live.com");
    assertThat(prompts()).isZero();
  }

  @Rule("INV-5")
  @Test
  void inv5_whom_the_user_has_invited_is_accepted_without_a_question() {
    people.outgoing.changed(LOGIN, new Contact(CAROL, null, Subscription.NONE, true));

    people.incoming.invited(LOGIN, INVITATION);

    awaitState(InvitationState.ANSWERED);
    assertThat(prompts()).isZero();
  }

  @Test
  void what_the_last_process_did_not_come_to_say_is_said() {
    with.users.homeserver.goAway();
    people.incoming.invited(LOGIN, INVITATION);
    assertThat(row().said()).isFalse();
    with.users.homeserver.comeBack();

    people.notices.sayUnsaid();

    with.users.homeserver.awaitSaying("`accept 1`");
    awaitState(InvitationState.OPEN);
  }
}
