package chat.monarch.bridge.portal;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GhostInvitesTest {
  private static final String LINK = "https://matrix.to/#/!portal?via=example.org";

  private final LoginFixture with = new LoginFixture();
  private final RoomId made = with.users.homeserver.room("!made", ALICE);

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT, contact("b1", "Bob"));
  }

  @AfterEach
  void close() {
    with.close();
  }

  @Test
  void whoever_is_not_in_the_conversation_is_told_of_his_invite() {
    var portal = with.users.homeserver.room("!portal");

    invite(portal);

    assertThat(with.users.homeserver.said(made))
        .containsExactly(
            "I cannot be reached in this room. You are invited to our conversation: please write"
                + " there. "
                + LINK);
  }

  @Test
  void whoever_is_there_is_told_where_it_is() {
    var portal = with.users.homeserver.room("!portal", ALICE);

    invite(portal);

    assertThat(with.users.homeserver.said(made))
        .containsExactly(
            "I cannot be reached in this room. Our conversation is in another, where you are"
                + " already: please write there. "
                + LINK);
  }

  private void invite(RoomId portal) {
    var bob = contact("b1", "Bob").id();
    var invites =
        new GhostInvites(
            with.logins, with.contacts, new FakePortals(_ -> portal), with.users.homeserver);
    var ghost = with.users.homeserver.ghost(bob).user();
    invites.handle(
        new MatrixEvent.Member(
            new EventId("$invite"), made, ALICE, ghost, Membership.INVITE, true, false),
        bob);
  }
}
