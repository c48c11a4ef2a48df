package chat.monarch.bridge.ghost;

import static chat.monarch.bridge.ghost.GhostFixture.card;
import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.OTHER;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.MemoryGhosts;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.fake.FakeHomeserver;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GhostsTest {
  private static final Contact BOB = contact("b0b", "Bob");
  private static final String GHOST = "@messenger_b0b:example.org";

  private final LoginFixture with = new LoginFixture();
  private final MemoryGhosts table = new MemoryGhosts();
  private final Ghosts ghosts = new GhostFixture(with, table).ghosts;
  private final FakeHomeserver homeserver = with.users.homeserver;

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT, BOB);
    with.messenger.last().giveCards(_ -> card("Bob Builder", "first"));
    with.messenger.last().cardsAsked.clear();
  }

  @AfterEach
  void close() {
    with.close();
  }

  private void ensure() {
    ghosts.ensure(LOGIN, BOB.id(), with.messenger.last());
  }

  /// The card said that when it was read.
  private void says(@Nullable String name, @Nullable String picture) {
    var uri = picture == null ? null : new ContentUri(picture);
    table.keep(new Ghost(BOB.id(), name, uri, picture, null, with.clock.instant()));
  }

  @Test
  void a_ghost_is_made_once_with_all_that_the_card_says() {
    ensure();
    ensure();

    assertThat(homeserver.profiles())
        .containsExactly(
            GHOST + " registers",
            GHOST + " is called Bob Builder",
            GHOST + " looks like mxc://example.org/1");
    assertThat(with.messenger.last().cardsAsked).hasSize(1);
  }

  @Rule("VC-3")
  @Test
  void whoever_is_no_contact_yet_gets_a_ghost_without_a_card() {
    var pending = new RemoteUserId("a5c@messenger.live.com");
    with.contacts.put(
        LOGIN, LoginFixture.known(new Contact(pending, "Asked", Contact.Subscription.NONE, true)));

    ghosts.ensure(LOGIN, pending, with.messenger.last());

    assertThat(homeserver.profiles())
        .containsExactly(
            "@messenger_a5c:example.org registers", "@messenger_a5c:example.org is called Asked");
    assertThat(with.messenger.last().cardsAsked).isEmpty();
  }

  @Test
  void whoever_is_in_no_room_is_not_told_of() {
    says("Bob Builder", null);

    assertThat(ghosts.isBehind(BOB.id())).isFalse();
    assertThat(ghosts.follow(BOB.id())).isFalse();
    assertThat(homeserver.profiles()).isEmpty();
  }

  @Rule("ROS-2")
  @Test
  void only_what_is_new_is_told_and_once() {
    ensure();
    says("Robert", "mxc://example.org/1");
    assertThat(ghosts.isBehind(BOB.id())).isTrue();
    assertThat(ghosts.follow(BOB.id())).isTrue();
    assertThat(ghosts.follow(BOB.id())).isFalse();
    says("Robert", null);
    assertThat(ghosts.follow(BOB.id())).isTrue();
    assertThat(ghosts.isBehind(BOB.id())).isFalse();

    assertThat(news()).containsExactly(GHOST + " is called Robert", GHOST + " has no picture");
  }

  private List<String> news() {
    return homeserver.profiles().subList(3, homeserver.profiles().size());
  }

  @Rule("ROS-2")
  @Test
  void without_a_name_on_the_card_the_rosters_count_where_they_agree() {
    ensure();
    says(null, "mxc://example.org/1");
    ghosts.follow(BOB.id());
    with.contacts.put(LOGIN, LoginFixture.known(contact("b0b", "Bobby")));
    ghosts.follow(BOB.id());
    with.contacts.put(LoginId.of(OTHER), LoginFixture.known(contact("b0b", "Honey")));
    ghosts.follow(BOB.id());

    assertThat(news())
        .containsExactly(
            GHOST + " is called Bob", GHOST + " is called Bobby", GHOST + " is called b0b");
  }

  @Test
  void what_a_homeserver_that_was_away_was_not_told_is_told_later() {
    ensure();
    says("Robert", null);
    homeserver.goAway();
    assertThatThrownBy(() -> ghosts.follow(BOB.id()))
        .isInstanceOf(HomeserverException.Unavailable.class);

    homeserver.comeBack();
    assertThat(ghosts.follow(BOB.id())).isTrue();
    assertThat(news()).containsExactly(GHOST + " is called Robert", GHOST + " has no picture");
  }
}
