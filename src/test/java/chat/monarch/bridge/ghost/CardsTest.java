package chat.monarch.bridge.ghost;

import static chat.monarch.bridge.ghost.GhostFixture.card;
import static chat.monarch.bridge.ghost.GhostFixture.photoHash;
import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.ghost.Cards.Reading;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Contact.Subscription;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.ContactCard.Photo;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.MemoryGhosts;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.fake.FakeHomeserver;
import chat.monarch.testkit.fake.FakeSession;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CardsTest {
  private static final Contact BOB = contact("b0b", "Bob");
  private static final RemoteUserId STRANGER = new RemoteUserId("57a@messenger.live.com");

  private final LoginFixture with = new LoginFixture();
  private final MemoryGhosts table = new MemoryGhosts();
  private final Cards cards = new GhostFixture(with, table).cards;
  private final FakeHomeserver homeserver = with.users.homeserver;

  @BeforeEach
  void link() {
    with.users.managementRoom(ALICE);
    with.link(ALICE, ACCOUNT, BOB);
    session().cardsAsked.clear();
  }

  @AfterEach
  void close() {
    with.close();
  }

  private FakeSession session() {
    return with.messenger.last();
  }

  private Reading read() {
    return cards.read(LOGIN, BOB.id(), session(), with.clock.instant());
  }

  private Reading readWithPhoto(String hash) {
    return cards.readWithPhoto(LOGIN, BOB.id(), session(), hash);
  }

  /// Reads the card once more, as after a day.
  private Ghost readAgain(ContactCard card) {
    session().giveCards(_ -> card);
    with.clock.pass(Duration.ofDays(1));
    assertThat(read()).isEqualTo(Reading.READ);
    return bob();
  }

  private Ghost bob() {
    return table.find(BOB.id()).orElseThrow();
  }

  @Rule("VC-6")
  @Test
  void a_card_is_asked_for_at_first_sight_and_when_it_is_too_old() {
    assertThat(cards.read(LOGIN, BOB.id(), session(), Instant.MIN)).isEqualTo(Reading.READ);
    assertThat(cards.read(LOGIN, BOB.id(), session(), Instant.MIN)).isEqualTo(Reading.NOT_ASKED);
    assertThat(read()).isEqualTo(Reading.NOT_ASKED);
    with.clock.pass(Duration.ofSeconds(1));
    assertThat(read()).isEqualTo(Reading.READ);
    assertThat(session().cardsAsked).containsExactly(BOB.id(), BOB.id());
  }

  @Rule("VC-6")
  @Test
  void a_presence_with_the_photo_of_the_card_asks_for_nothing() {
    session().giveCards(_ -> card("Bob", "first"));
    assertThat(read()).isEqualTo(Reading.READ);

    assertThat(readWithPhoto(photoHash("first"))).isEqualTo(Reading.NOT_ASKED);
    assertThat(readWithPhoto(photoHash("second"))).isEqualTo(Reading.READ);
    // the service may mean another photo than it gives, or hash it otherwise
    assertThat(readWithPhoto(photoHash("second"))).isEqualTo(Reading.NOT_ASKED);
  }

  @Rule("VC-6")
  @Test
  void a_presence_without_a_photo_asks_only_where_there_was_one() {
    assertThat(readWithPhoto("")).isEqualTo(Reading.READ);
    assertThat(readWithPhoto("")).isEqualTo(Reading.NOT_ASKED);
    readAgain(card("Bob", "first"));
    assertThat(readWithPhoto("")).isEqualTo(Reading.READ);
  }

  @Rule({"VC-3", "INV-2"})
  @Test
  void nobody_is_asked_for_who_is_no_contact() {
    with.contacts.put(LOGIN, LoginFixture.known(pending("a5c", Subscription.NONE, true)));
    with.contacts.put(LOGIN, LoginFixture.known(pending("f40", Subscription.FROM, false)));

    for (var id : new String[] {"a5c", "f40", "57a"}) {
      var who = new RemoteUserId(id + "@messenger.live.com");
      assertThat(cards.read(LOGIN, who, session(), Instant.MIN)).isEqualTo(Reading.NOT_ASKED);
      assertThat(cards.readWithPhoto(LOGIN, who, session(), "abc")).isEqualTo(Reading.NOT_ASKED);
    }
    assertThat(session().cardsAsked).isEmpty();
    assertThat(table.find(STRANGER)).isEmpty();
  }

  private static Contact pending(String id, Subscription subscription, boolean asked) {
    return new Contact(new RemoteUserId(id + "@messenger.live.com"), null, subscription, asked);
  }

  @Test
  void a_picture_is_stored_only_when_it_is_another() {
    var first = readAgain(card("Bob", "first"));
    assertThat(first.picture()).isEqualTo(new ContentUri("mxc://example.org/1"));
    assertThat(readAgain(card("Bobby", "first")).picture()).isEqualTo(first.picture());
    assertThat(bob().name()).isEqualTo("Bobby");
    assertThat(readAgain(card("Bobby", "second")).picture()).isNotEqualTo(first.picture());

    assertThat(homeserver.uploads()).containsExactly("image/png photo.png", "image/png photo.png");
    assertThat(homeserver.profiles()).isEmpty();
  }

  @Rule({"VC-1", "VC-3"})
  @Test
  void what_a_card_does_not_say_any_more_is_gone_and_an_error_takes_nothing_away() {
    var before = readAgain(card("Bob", "first"));

    assertThat(readAgain(new ContactCard.None()))
        .isEqualTo(
            new Ghost(
                BOB.id(),
                "Bob",
                before.picture(),
                before.pictureHash(),
                before.photoHash(),
                with.clock.instant()));
    assertThat(readAgain(new ContactCard.Read(null, new Photo.Absent())))
        .isEqualTo(new Ghost(BOB.id(), null, null, null, "", with.clock.instant()));
  }

  @Rule("VC-2")
  @Test
  void a_photo_that_cannot_be_shown_leaves_the_picture_as_it_is_and_is_not_asked_for_again() {
    var before = readAgain(card("Bob", "first"));
    session().giveCards(_ -> new ContactCard.Read("Bobby", new Photo.Unusable()));

    assertThat(readWithPhoto("huge")).isEqualTo(Reading.READ);

    assertThat(bob().name()).isEqualTo("Bobby");
    assertThat(bob().picture()).isEqualTo(before.picture());
    assertThat(readWithPhoto("huge")).isEqualTo(Reading.NOT_ASKED);
  }

  @Test
  void a_card_that_did_not_come_is_asked_for_again() {
    session().giveCards(_ -> new ContactCard.Unanswered());
    assertThat(read()).isEqualTo(Reading.UNANSWERED);
    assertThat(table.find(BOB.id())).isEmpty();
    assertThat(read()).isEqualTo(Reading.UNANSWERED);
  }

  @Test
  void a_picture_that_the_homeserver_does_not_take_costs_only_the_picture() {
    homeserver.refuseFiles();
    session().giveCards(_ -> card("Bob", "first"));

    assertThat(read()).isEqualTo(Reading.READ);

    assertThat(bob().name()).isEqualTo("Bob");
    assertThat(bob().picture()).isNull();
    assertThat(read()).isEqualTo(Reading.NOT_ASKED);
    assertThat(readWithPhoto(photoHash("first"))).isEqualTo(Reading.NOT_ASKED);
  }

  @Test
  void a_homeserver_that_is_away_leaves_the_card_to_be_read() {
    homeserver.goAway();
    session().giveCards(_ -> card("Bob", "first"));
    assertThatThrownBy(this::read).isInstanceOf(HomeserverException.Unavailable.class);

    homeserver.comeBack();
    assertThat(read()).isEqualTo(Reading.READ);
    assertThat(bob().picture()).isNotNull();
  }

  @Rule("VC-6")
  @Test
  void two_that_need_a_card_at_the_same_time_ask_once() throws Exception {
    var isAsked = new CountDownLatch(1);
    var mayAnswer = new CountDownLatch(1);
    session()
        .giveCards(
            _ -> {
              isAsked.countDown();
              await(mayAnswer);
              return FakeSession.card("Bob");
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(this::read);
      await(isAsked);
      var second = threads.submit(this::read);
      mayAnswer.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(Reading.READ);
      assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(Reading.NOT_ASKED);
    }
    assertThat(session().cardsAsked).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
