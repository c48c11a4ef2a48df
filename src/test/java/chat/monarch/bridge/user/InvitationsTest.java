package chat.monarch.bridge.user;

import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static chat.monarch.bridge.user.UserFixture.STRANGER;
import static chat.monarch.testkit.fake.FakeHomeserver.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import org.junit.jupiter.api.Test;

final class InvitationsTest {
  private final UserFixture with = new UserFixture();

  @Test
  void the_first_room_for_two_becomes_the_management_room() {
    var room = with.homeserver.room("!dm", ALICE);

    with.invitations.handle(with.member(ALICE, BOT, room, Membership.INVITE));

    assertThat(with.rooms.owner(room)).contains(ALICE);
    assertThat(with.homeserver.said(room))
        .singleElement()
        .asString()
        .contains("`login`", "`help`", "marked as your management room");
  }

  @Test
  void an_invite_that_comes_again_is_answered_once() {
    var room = with.homeserver.room("!dm", ALICE);
    var invite = with.member(ALICE, BOT, room, Membership.INVITE);

    with.invitations.handle(invite);
    with.invitations.handle(invite);

    assertThat(with.homeserver.said(room)).hasSize(1);
  }

  @Test
  void a_second_room_leaves_the_first_as_it_is() {
    var first = with.managementRoom(ALICE);
    var second = with.homeserver.room("!second", ALICE);

    with.invitations.handle(with.member(ALICE, BOT, second, Membership.INVITE));

    assertThat(with.rooms.find(ALICE)).contains(first);
    assertThat(with.homeserver.said(second).getFirst())
        .contains("`!messenger set-management-room`");
  }

  @Test
  void in_a_room_with_others_the_bot_says_how_it_is_spoken_to() {
    var room = with.homeserver.room("!group", ALICE, BOB);

    with.invitations.handle(with.member(ALICE, BOT, room, Membership.INVITE));

    assertThat(with.rooms.isManagementRoom(room)).isFalse();
    assertThat(with.homeserver.said(room).getFirst()).contains("`!messenger help`");
  }

  @Test
  void somebody_without_permission_is_refused_with_the_reason() {
    var room = new RoomId("!stranger");

    with.invitations.handle(with.member(STRANGER, BOT, room, Membership.INVITE));

    assertThat(with.homeserver.reasonOfLeaving(room))
        .get()
        .asString()
        .contains("not allowed to use this bridge");
    assertThat(with.homeserver.said()).isEmpty();
  }

  @Test
  void an_encrypted_room_is_answered_with_one_that_works() {
    var room = with.homeserver.room("!secret", ALICE);
    with.homeserver.encrypt(room);

    with.invitations.handle(with.member(ALICE, BOT, room, Membership.INVITE));

    var plain = with.rooms.find(ALICE).orElseThrow();
    assertThat(plain).isNotEqualTo(room);
    assertThat(with.homeserver.peopleIn(plain)).contains(ALICE);
    assertThat(with.homeserver.said(plain).getFirst()).contains("`login`");
    assertThat(with.homeserver.said(room).getFirst()).contains("cannot read encrypted messages");
  }

  @Test
  void a_management_room_that_becomes_encrypted_is_replaced_and_explained_once() {
    var room = with.managementRoom(ALICE);
    with.homeserver.encrypt(room);

    with.encrypted.handle(new MatrixEvent.Encrypted(new EventId("$e1"), room, ALICE));
    with.encrypted.handle(new MatrixEvent.Encrypted(new EventId("$e2"), room, ALICE));

    assertThat(with.rooms.find(ALICE)).isPresent().get().isNotEqualTo(room);
    assertThat(with.homeserver.said(room)).hasSize(1);
  }

  @Test
  void an_encrypted_room_of_many_is_left_alone() {
    var room = with.homeserver.room("!group", ALICE, BOB);

    with.encrypted.handle(new MatrixEvent.Encrypted(new EventId("$e1"), room, ALICE));

    assertThat(with.homeserver.said()).isEmpty();
  }

  @Test
  void who_leaves_his_management_room_gets_a_new_one_when_there_is_something_to_say() {
    var room = with.managementRoom(ALICE);

    with.invitations.handle(with.member(ALICE, ALICE, room, Membership.LEAVE));
    with.rooms.tell(ALICE, "news");

    assertThat(with.homeserver.said(room)).isEmpty();
    assertThat(with.homeserver.said(with.rooms.find(ALICE).orElseThrow())).containsExactly("news");
  }

  @Test
  void a_notice_that_the_homeserver_does_not_take_hurts_nobody() {
    with.homeserver.goAway();

    assertThat(with.rooms.tell(ALICE, "news")).isFalse();
    assertThat(with.homeserver.said()).isEmpty();
  }

  @Test
  void a_management_room_that_the_bot_lost_is_replaced() {
    var lost = new RoomId("!lost");
    with.rooms.set(ALICE, lost);

    assertThat(with.rooms.tell(ALICE, "news")).isTrue();

    assertThat(with.rooms.find(ALICE)).isPresent().get().isNotEqualTo(lost);
    assertThat(with.homeserver.awaitSaying("news").room()).isNotEqualTo(lost);
  }
}
