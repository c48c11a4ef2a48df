package chat.monarch.bridge.portal;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.OTHER;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.OutboxRow;
import chat.monarch.testkit.fake.FakeHomeserver;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OwnMessagesTest {
  private final LoginFixture with = new LoginFixture();
  private final FakeHomeserver homeserver = with.users.homeserver;
  private final RoomId management = with.users.managementRoom(ALICE);
  private final OwnMessages messages =
      new OwnMessages(with.logins, with.users.puppets, homeserver, with.clock);
  private final QuietImports imports =
      new QuietImports(with.logins, messages, with.users.puppets, homeserver);

  @BeforeEach
  void link() {
    with.link(ALICE, ACCOUNT);
  }

  @AfterEach
  void close() {
    with.close();
  }

  @Test
  void without_a_puppet_the_bot_says_it() {
    var room = homeserver.room("!portal:example.org", ALICE);

    show(room, row(0));

    assertThat(said(room)).containsExactly(said(room, FakeHomeserver.BOT, "You (elsewhere): Hi"));
  }

  @Test
  void with_a_puppet_the_user_says_it() {
    homeserver.registerPuppet(ALICE);
    var room = homeserver.room("!portal:example.org", ALICE);

    show(room, row(0));

    assertThat(said(room)).containsExactly(said(room, ALICE, "Hi"));
  }

  @Test
  void who_did_not_accept_his_invite_yet_is_brought_in() {
    homeserver.registerPuppet(ALICE);
    var room = homeserver.room("!portal:example.org");

    show(room, row(0));

    assertThat(said(room)).containsExactly(said(room, ALICE, "Hi"));
  }

  @Test
  void who_left_stays_out() {
    homeserver.registerPuppet(ALICE);
    var room = homeserver.room("!portal:example.org");

    messages.show(portal(room, true, true), room, row(0), "Hi");

    assertThat(said(room)).containsExactly(said(room, FakeHomeserver.BOT, "You (elsewhere): Hi"));
    assertThat(homeserver.happened()).isEmpty();
  }

  @Test
  void where_the_puppet_is_refused_the_bot_says_it_and_the_user_is_told_once() {
    homeserver.registerPuppet(ALICE);
    homeserver.refusePuppet(ALICE);
    var room = homeserver.room("!portal:example.org", ALICE);

    show(room, row(0));
    show(room, row(0));

    assertThat(said(room))
        .containsExactly(
            said(room, FakeHomeserver.BOT, "You (elsewhere): Hi"),
            said(room, FakeHomeserver.BOT, "You (elsewhere): Hi"));
    assertThat(homeserver.said(management))
        .filteredOn(text -> text.contains("cannot write as you"))
        .hasSize(1);
  }

  @Test
  void what_the_puppet_said_before_it_was_refused_is_not_said_again() {
    homeserver.registerPuppet(ALICE);
    var room = homeserver.room("!portal:example.org", ALICE);
    var row = row(0);
    var events = show(room, row);
    homeserver.refusePuppet(ALICE);

    assertThat(show(room, again(row))).isEqualTo(events);

    assertThat(said(room)).containsExactly(said(room, ALICE, "Hi"));
  }

  @Test
  void for_history_of_his_own_the_owner_comes_quietly() {
    homeserver.registerPuppet(ALICE);
    var room = homeserver.room("!portal:example.org");
    var portal = portal(room, false, false);

    imports.begin(portal, room, List.of(row(0)));
    imports.end(portal, room, new EventId("$last"));

    assertThat(homeserver.happened())
        .containsExactly(
            "quiet !portal:example.org", "join !portal:example.org", "loud !portal:example.org");
    assertThat(homeserver.read()).containsExactly(new EventId("$last"));
  }

  @Test
  void where_the_puppet_is_refused_history_comes_before_its_owner() {
    homeserver.registerPuppet(ALICE);
    homeserver.refusePuppet(ALICE);
    var room = homeserver.room("!portal:example.org");
    var portal = portal(room, false, false);

    imports.begin(portal, room, List.of(row(0)));
    imports.end(portal, room, new EventId("$last"));

    assertThat(homeserver.peopleIn(room)).doesNotContain(ALICE);
    assertThat(homeserver.happened()).isEmpty();
  }

  private List<EventId> show(RoomId room, OutboxRow row) {
    return messages.show(portal(room, true, false), room, row, row.body());
  }

  private static Portal portal(RoomId room, boolean invited, boolean left) {
    return new Portal(1, new PortalKey(LOGIN, OTHER), room, true, invited, left, null);
  }

  private OutboxRow row(int attempt) {
    var now = with.clock.instant();
    return new OutboxRow(
        1, 1, RemoteMessageId.next(now), true, true, "Hi", Instant.EPOCH, 0, attempt, now, now);
  }

  private static OutboxRow again(OutboxRow row) {
    return new OutboxRow(
        row.id(),
        row.portal(),
        row.remoteId(),
        row.own(),
        row.history(),
        row.body(),
        row.at(),
        row.position(),
        row.attempt() + 1,
        row.due(),
        row.created());
  }

  private List<FakeHomeserver.Said> said(RoomId room) {
    return homeserver.said().stream().filter(each -> each.room().equals(room)).toList();
  }

  private static FakeHomeserver.Said said(RoomId room, MatrixUserId sender, String text) {
    return new FakeHomeserver.Said(room, sender, text);
  }
}
