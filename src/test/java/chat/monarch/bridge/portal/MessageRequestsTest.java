package chat.monarch.bridge.portal;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.contact.ContactFixture;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.Portal;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // these events need neither notices nor strangers
final class MessageRequestsTest {
  private static final RemoteUserId DAN = new RemoteUserId("d1@messenger.live.com");

  private final LoginFixture with = new LoginFixture();
  private final ContactFixture people = new ContactFixture(with);
  private final RoomId room = with.users.homeserver.room("!portal:example.org", ALICE, BOB);
  private final Portal portal =
      new Portal(1, new PortalKey(LOGIN, DAN), room, true, true, false, null);
  private final PortalEvents events =
      new PortalEvents(
          with.logins,
          new FakePortals(_ -> room),
          null,
          null,
          null,
          new MessageRequests(people.answers, with.users.homeserver));

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT);
  }

  @AfterEach
  void close() {
    with.close();
  }

  private void invite() {
    people.incoming.invited(LOGIN, new Invitation(DAN, "Dan", null));
  }

  private void press(String id, MatrixUserId user, boolean accept) {
    var received = new ReceivedEvent(new EventId(id), room, user, "{}".getBytes(UTF_8));
    events.handle(
        portal, received, new MatrixEvent.InvitationAnswer(received.id(), room, user, accept));
  }

  private List<String> said() {
    return with.users.homeserver.said(room);
  }

  private List<String> asked() {
    return with.messenger.last().asked;
  }

  private InvitationState state() {
    return people.invitations.find(LOGIN, DAN, true).orElseThrow().state();
  }

  @Rule("INV-3")
  @Test
  void the_owner_accepts_once_however_often_he_presses() {
    invite();

    press("$1", ALICE, true);
    press("$1", ALICE, true);
    press("$2", ALICE, true);

    assertThat(asked()).containsExactly("accept d1@messenger.live.com");
    assertThat(said())
        .containsExactly(
            "I have accepted the invitation of Dan (`d1@messenger.live.com`).",
            "The invitation of Dan (`d1@messenger.live.com`) is accepted already.");
  }

  @Rule("INV-4")
  @Test
  void the_owner_declines_and_what_he_presses_later_changes_nothing() {
    invite();

    press("$1", ALICE, false);
    press("$2", ALICE, true);

    assertThat(asked()).containsExactly("decline d1@messenger.live.com");
    assertThat(state()).isEqualTo(InvitationState.DECLINED);
    assertThat(said())
        .containsExactly(
            "I have declined the invitation of Dan (`d1@messenger.live.com`).",
            "The invitation of Dan (`d1@messenger.live.com`) is declined already.");
  }

  @Test
  void without_a_connection_it_is_answered_later_and_the_owner_is_told() {
    invite();
    with.messenger.last().takeAnswers(false);

    press("$1", ALICE, true);

    assertThat(state()).isEqualTo(InvitationState.ACCEPTING);
    assertThat(said())
        .containsExactly(
            "I am not connected to Messenger now, and accept the invitation as soon as I am.");
  }

  @Test
  void where_nobody_asks_the_owner_is_told_so() {
    press("$1", ALICE, false);

    assertThat(asked()).isEmpty();
    assertThat(said())
        .containsExactly(
            "d1 (`d1@messenger.live.com`) has not invited you: there is nothing to accept or"
                + " decline.");
  }

  @Test
  void others_answer_nothing_and_are_told_nothing() {
    invite();

    press("$1", BOB, true);
    press("$2", BOB, false);

    assertThat(state()).isEqualTo(InvitationState.OPEN);
    assertThat(asked()).isEmpty();
    assertThat(said()).isEmpty();
  }
}
