package chat.monarch.bridge.profile;

import static chat.monarch.bridge.ghost.GhostFixture.card;
import static chat.monarch.bridge.ghost.GhostFixture.photoHash;
import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.contact.ContactFixture;
import chat.monarch.bridge.ghost.GhostFixture;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.portal.RoomNamings;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.MemoryPortals;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.fake.DirectThreads;
import chat.monarch.testkit.fake.FakeHomeserver;
import chat.monarch.testkit.fake.FakeSession;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything is done when a call returns, but for what waits for its time.
final class ProfilesTest {
  private static final Contact BOB = contact("b0b", "Bob");
  private static final Invitation DAN =
      new Invitation(new RemoteUserId("d1@messenger.live.com"), "Dan", null);
  private static final String GHOST = "@messenger_b0b:example.org";
  private static final String ROOM = "!bob:example.org";

  private final LoginFixture with = new LoginFixture();
  private final ContactFixture people = new ContactFixture(with);
  private final MemoryPortals portals = new MemoryPortals();
  private final GhostFixture ghosts = new GhostFixture(with, people.ghosts);
  private final FakeHomeserver homeserver = with.users.homeserver;
  private final Profiles profiles =
      new Profiles(
          people.ghosts,
          ghosts.ghosts,
          RoomNamings.of(with, people, portals),
          with.logins,
          ghosts.cards,
          () -> Duration.ofHours(24),
          new DirectThreads(),
          with.clock);

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT, BOB);
    session().giveCards(_ -> card("Bob Builder", "first"));
    session().cardsAsked.clear();
  }

  @AfterEach
  void close() {
    with.close();
  }

  private FakeSession session() {
    return with.messenger.last();
  }

  private void signIn() {
    profiles.online(LOGIN);
    profiles.ready(LOGIN);
  }

  /// There is a room, made when Bob's card was read.
  private void open() {
    people.ghosts.keep(Ghost.unread(BOB.id()));
    var ghost = ghosts.ghosts.ensure(LOGIN, BOB.id(), session());
    portals.name(portal(BOB.id(), ROOM), "Bob Builder", ghost.picture());
    homeserver.room(ROOM);
    signIn();
  }

  private static Portal portal(RemoteUserId contact, String room) {
    return new Portal(1, new PortalKey(LOGIN, contact), new RoomId(room), true, true, false, null);
  }

  private List<String> news(Runnable what) {
    var before = homeserver.profiles().size();
    what.run();
    return homeserver.profiles().subList(before, homeserver.profiles().size());
  }

  @Rule("VC-6")
  @Test
  void
      the_first_sign_in_of_200_contacts_asks_for_each_card_once_and_tells_the_homeserver_of_none() {
    var contacts = IntStream.range(0, 200).mapToObj(i -> contact("%03x".formatted(i), null));
    contacts.forEach(
        each -> {
          with.contacts.put(LOGIN, LoginFixture.known(each));
          people.ghosts.keep(Ghost.unread(each.id()));
        });
    session().giveCards(contact -> card("Name of " + contact.value(), contact.value()));

    signIn();
    signIn();

    assertThat(session().cardsAsked).hasSize(200).doesNotHaveDuplicates();
    assertThat(homeserver.uploads()).hasSize(200);
    assertThat(homeserver.profiles()).isEmpty();
    assertThat(people.names.of(LOGIN)).containsValue("Name of 0c7@messenger.live.com");
  }

  @Rule("VC-6")
  @Test
  void a_sign_in_after_a_day_asks_again_and_changes_nothing_that_is_the_same() {
    open();
    with.clock.pass(Duration.ofHours(23));
    signIn();
    assertThat(session().cardsAsked).hasSize(1);

    with.clock.pass(Duration.ofHours(2));
    assertThat(news(this::signIn)).isEmpty();

    assertThat(session().cardsAsked).hasSize(2);
    assertThat(homeserver.uploads()).hasSize(1);
  }

  @Rule("VC-6")
  @Test
  void an_old_card_is_read_though_the_presence_bears_the_same_photo() {
    open();
    with.clock.pass(Duration.ofHours(25));
    session().giveCards(_ -> card("Robert", "first"));

    profiles.online(LOGIN);
    session().become(new SessionState.Connecting());
    profiles.photo(LOGIN, BOB.id(), photoHash("first"));
    session().become(new SessionState.Online(ACCOUNT));
    assertThat(news(() -> profiles.ready(LOGIN))).contains(GHOST + " is called Robert");
  }

  @Rule({"VC-6", "ROS-2"})
  @Test
  void another_photo_and_another_name_are_told_once() {
    open();
    session().giveCards(_ -> card("Robert", "second"));

    assertThat(news(() -> profiles.photo(LOGIN, BOB.id(), photoHash("second"))))
        .containsExactly(
            GHOST + " is called Robert",
            GHOST + " looks like mxc://example.org/2",
            ROOM + " is called Robert looks like mxc://example.org/2");
    assertThat(news(() -> profiles.photo(LOGIN, BOB.id(), photoHash("second")))).isEmpty();
    assertThat(session().cardsAsked).hasSize(2);
  }

  @Test
  void a_picture_that_could_not_be_stored_is_asked_for_when_the_homeserver_is_back() {
    people.ghosts.keep(Ghost.unread(BOB.id()));
    homeserver.goAway();
    signIn();
    assertThat(people.ghosts.find(BOB.id())).contains(Ghost.unread(BOB.id()));

    homeserver.comeBack();
    profiles.returned(new HomeserverReturned());

    assertThat(people.ghosts.find(BOB.id()).orElseThrow().picture()).isNotNull();
    assertThat(session().cardsAsked).hasSize(2);
  }

  @Rule("VC-6")
  @Test
  void a_card_that_did_not_come_is_asked_for_again_behind_the_others() {
    var contacts = List.of(BOB, contact("c1", null));
    contacts.forEach(
        each -> {
          with.contacts.put(LOGIN, LoginFixture.known(each));
          people.ghosts.keep(Ghost.unread(each.id()));
        });
    session().giveCards(_ -> new ContactCard.Unanswered());
    signIn();
    var asked = List.copyOf(session().cardsAsked);
    session().giveCards(contact -> card("Name of " + contact.value(), "first"));

    profiles.ready(LOGIN);

    assertThat(session().cardsAsked.subList(asked.size(), session().cardsAsked.size()))
        .containsExactlyInAnyOrderElementsOf(contacts.stream().map(Contact::id).toList());
    assertThat(asked).hasSize(1);
    assertThat(session().cardsAsked.get(1)).isNotEqualTo(asked.getFirst());
    assertThat(people.names.of(LOGIN)).containsEntry(BOB.id(), "Name of " + BOB.id().value());
  }

  @Rule("VC-6")
  @Test
  void another_photo_that_could_not_be_stored_is_shown_when_the_homeserver_is_back() {
    open();
    session().giveCards(_ -> card("Bob Builder", "second"));
    homeserver.goAway();
    profiles.photo(LOGIN, BOB.id(), photoHash("second"));
    homeserver.comeBack();

    assertThat(news(() -> profiles.returned(new HomeserverReturned())))
        .contains(GHOST + " looks like mxc://example.org/2");
  }

  @Test
  void a_picture_that_was_taken_away_is_taken_from_ghost_and_room() {
    open();
    session().giveCards(_ -> FakeSession.card("Bob Builder"));

    assertThat(news(() -> profiles.photo(LOGIN, BOB.id(), "")))
        .containsExactly(GHOST + " has no picture", ROOM + " is called Bob Builder");
  }

  @Test
  void one_who_goes_on_changing_is_told_of_at_intervals() {
    open();
    session().giveCards(_ -> card("Robert", "first"));
    profiles.photo(LOGIN, BOB.id(), "1");
    session().giveCards(_ -> card("Rob", "first"));

    assertThat(news(() -> profiles.photo(LOGIN, BOB.id(), "2"))).isEmpty();

    assertThat(people.names.of(LOGIN, BOB.id())).isEqualTo("Rob");
  }

  @Rule("ROS-2")
  @Test
  void a_push_renames_those_only_whose_cards_say_no_name() {
    open();
    with.contacts.put(LOGIN, LoginFixture.known(contact("b0b", "Old Pal")));
    assertThat(news(() -> profiles.changed(LOGIN, contact("b0b", "Old Pal")))).isEmpty();

    session().giveCards(_ -> new ContactCard.Read(null, new ContactCard.Photo.Unusable()));
    assertThat(news(() -> profiles.photo(LOGIN, BOB.id(), "1")))
        .containsExactly(
            GHOST + " is called Old Pal",
            ROOM + " is called Old Pal looks like mxc://example.org/1");
  }

  @Test
  void what_a_user_calls_somebody_is_the_name_of_his_room_alone() {
    open();

    assertThat(news(() -> people.names.call(LOGIN, BOB.id(), "My Bob")))
        .containsExactly(ROOM + " is called My Bob looks like mxc://example.org/1");
    assertThat(news(() -> people.names.call(LOGIN, BOB.id(), "My Bob"))).isEmpty();
  }

  @Test
  void whoever_was_removed_from_the_roster_keeps_the_name_of_his_room() {
    open();
    people.ghosts.keep(Ghost.unread(BOB.id()));
    with.contacts.remove(LOGIN, BOB.id());

    assertThat(news(() -> portals.put(portal(BOB.id(), ROOM))))
        .containsExactly(
            GHOST + " is called b0b", GHOST + " has no picture", ROOM + " is called Bob Builder");
  }

  /// There is a room of somebody who is no contact.
  private void openStrange() {
    people.ghosts.keep(Ghost.unread(DAN.from()));
    homeserver.room("!dan:example.org");
    portals.name(portal(DAN.from(), "!dan:example.org"), "Dan", null);
    signIn();
  }

  @Rule("INV-1")
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_room_says_whether_somebody_asks_until_he_is_answered(boolean accept) {
    openStrange();

    assertThat(news(() -> people.incoming.invited(LOGIN, DAN)))
        .containsExactly("!dan:example.org is called Dan of somebody who asks");
    assertThat(news(() -> people.incoming.invited(LOGIN, DAN))).isEmpty();
    assertThat(news(this::signIn)).isEmpty();
    assertThat(news(() -> people.answers.answer(LOGIN, DAN.from(), accept)))
        .containsExactly("!dan:example.org is called Dan");
    assertThat(news(() -> people.answers.answer(LOGIN, DAN.from(), accept))).isEmpty();
    assertThat(news(this::signIn)).isEmpty();
  }

  @Test
  void a_room_follows_an_answer_that_was_given_elsewhere() {
    openStrange();
    people.incoming.invited(LOGIN, DAN);

    assertThat(news(() -> people.incoming.established(LOGIN, DAN.from())))
        .containsExactly("!dan:example.org is called Dan");
  }

  @Test
  void a_room_that_a_crash_kept_from_saying_it_says_at_the_next_sign_in_that_somebody_asks() {
    openStrange();
    people.invitations.begin(LOGIN, DAN.from(), true, "Dan", null, InvitationState.OPEN, true);

    assertThat(news(this::signIn))
        .containsExactly("!dan:example.org is called Dan of somebody who asks");
  }

  @Test
  void a_room_that_does_not_take_its_name_keeps_no_other_from_it() {
    open();
    session().giveCards(_ -> card("Robert", "first"));
    portals.name(
        new Portal(
            2, new PortalKey(LOGIN, BOB.id()), new RoomId("!gone:x"), true, true, false, null),
        "Older",
        null);

    profiles.photo(LOGIN, BOB.id(), "1");

    assertThat(portals.shown(BOB.id()))
        .extracting(room -> room.room().value() + " " + room.name())
        .containsExactlyInAnyOrder(ROOM + " Robert", "!gone:x Older");
  }

  @Test
  void without_a_connection_nobody_is_asked() {
    people.ghosts.keep(Ghost.unread(BOB.id()));
    session().become(new SessionState.Connecting());
    signIn();
    profiles.disconnected(LOGIN);
    profiles.photo(LOGIN, BOB.id(), "1");

    assertThat(session().cardsAsked).isEmpty();
  }

  @Test
  void what_changed_while_nobody_looked_is_shown_at_the_next_sign_in() {
    open();
    var bob = people.ghosts.find(BOB.id()).orElseThrow();
    people.ghosts.keep(
        new Ghost(
            bob.id(), "Robert", bob.picture(), bob.pictureHash(), bob.photoHash(), bob.readAt()));

    assertThat(news(this::signIn))
        .containsExactly(
            GHOST + " is called Robert", ROOM + " is called Robert looks like mxc://example.org/1");
  }
}
