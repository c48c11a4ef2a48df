package chat.monarch.bridge.contact;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Addition;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Contact.Subscription;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.KnownContact;
import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutgoingInvitationsTest {
  private static final RemoteUserId DAN = new RemoteUserId("d1@messenger.live.com");

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

  private InvitationState state() {
    return people.invitations.find(LOGIN, DAN, false).orElseThrow().state();
  }

  private void push(Subscription subscription, boolean asked) {
    people.outgoing.changed(LOGIN, new Contact(DAN, "Dan", subscription, asked));
  }

  private long told(String text) {
    return with.users.homeserver.said().stream().filter(said -> said.text().contains(text)).count();
  }

  @Rule("ADD-5")
  @Test
  void an_acceptance_is_told_once_however_it_comes() {
    people.adding.add(LOGIN, DAN, null);
    push(Subscription.NONE, false);
    push(Subscription.NONE, true);
    people.outgoing.answered(LOGIN, DAN, true);
    with.users.homeserver.awaitSaying("has accepted your invitation");

    push(Subscription.BOTH, false);
    people.outgoing.answered(LOGIN, DAN, true);
    people.outgoing.online(LOGIN);

    assertThat(state()).isEqualTo(InvitationState.ACCEPTED);
    assertThat(told("has accepted")).isEqualTo(1);
  }

  @Test
  void the_push_for_the_item_itself_is_no_decline() {
    people.adding.add(LOGIN, DAN, null);

    push(Subscription.NONE, false);

    assertThat(state()).isEqualTo(InvitationState.OPEN);
  }

  @Test
  void add4_a_push_without_the_question_is_a_decline() {
    people.adding.add(LOGIN, DAN, null);
    push(Subscription.NONE, true);

    push(Subscription.NONE, false);

    with.users.homeserver.awaitSaying("has declined your invitation");
    assertThat(state()).isEqualTo(InvitationState.DECLINED);
  }

  @Rule("ADD-5")
  @Test
  void add5_presence_alone_is_a_decline() {
    people.adding.add(LOGIN, DAN, null);

    people.outgoing.answered(LOGIN, DAN, false);

    with.users.homeserver.awaitSaying("has declined your invitation");
  }

  @Rule("ADD-5")
  @Test
  void an_answer_that_came_while_away_is_seen_in_the_roster() {
    people.adding.add(LOGIN, DAN, null);
    push(Subscription.NONE, true);
    with.contacts.put(LOGIN, new KnownContact(DAN, "Dan", "BOTH", false));

    people.outgoing.online(LOGIN);

    with.users.homeserver.awaitSaying("has accepted your invitation");
  }

  @Test
  void an_invitation_of_elsewhere_is_known_and_its_answer_told() {
    push(Subscription.NONE, true);
    assertThat(state()).isEqualTo(InvitationState.LISTED);

    push(Subscription.BOTH, false);

    with.users.homeserver.awaitSaying("has accepted your invitation");
  }

  @Test
  void what_did_not_go_out_waits_for_nothing() {
    with.messenger.last().answerAdditions(new Addition.Unknown());

    assertThat(people.adding.add(LOGIN, DAN, null))
        .isEqualTo("There is no Messenger account `d1@messenger.live.com`.");

    assertThat(people.invitations.find(LOGIN, DAN, false)).isEmpty();
  }
}
