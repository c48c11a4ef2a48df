package chat.monarch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import chat.monarch.domain.WorkState;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.MessageTable.PartId;
import chat.monarch.store.MessageTable.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rows of work in a real PostgreSQL.
@SuppressWarnings("NullAway.Init")
final class WorkTablesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
  private static final LoginId LOGIN = new LoginId("00037ffe12ab34cd@messenger.live.com");

  private static TestDatabase server;
  private static Database database;

  private final RoomId room = new RoomId("!" + UUID.randomUUID() + ":localhost");
  private final InboxTable inbox = new InboxTable(database);
  private final ArrivalTable arrivals = new ArrivalTable(database);
  private final OutboxTable outbox = new OutboxTable(database);
  private final MessageTable messages = new MessageTable(database);
  private final RefusalTable refusals = new RefusalTable(database);
  private long portal;

  @BeforeAll
  static void start() throws Exception {
    server = new TestDatabase();
    database = server.database();
    database.update("insert into matrix_user (id) values ('@anna:localhost')", _ -> {});
    database.update(
        "insert into login (id, matrix_user, state) values (?, '@anna:localhost', 'CONNECTED')",
        statement -> statement.setString(1, LOGIN.value()));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void makePortal() {
    portal =
        database
            .query(
                "insert into portal (login, remote_id, room, backfilled) values (?, ?, ?, true)"
                    + " returning id",
                statement -> {
                  statement.setString(1, LOGIN.value());
                  statement.setString(2, UUID.randomUUID() + "@messenger.live.com");
                  statement.setString(3, room.value());
                },
                result -> result.getLong(1))
            .getFirst();
  }

  @Test
  void events_are_kept_in_order_and_once_however_often_they_come() {
    var first = event("one");
    var second = event("\u0000 two");
    assertThat(arrivals.accept(List.of(first, second, first))).containsExactly(first, second);
    assertThat(arrivals.accept(List.of(second, first))).isEmpty();
    assertThat(inbox.open(room, 10))
        .extracting(row -> new String(row.event().raw(), StandardCharsets.UTF_8))
        .containsExactly("one", "\u0000 two");
  }

  @Test
  void it_is_known_whether_all_of_some_events_came() {
    var first = event("one");
    var second = event("two");
    arrivals.accept(List.of(first));
    assertThat(arrivals.hasAll(List.of(first, first))).isTrue();
    assertThat(arrivals.hasAll(List.of(first, second))).isFalse();
  }

  @Test
  void an_event_that_was_done_and_deleted_is_still_known() {
    var event = event("old");
    arrivals.accept(List.of(event));
    inbox.finish(ids());
    assertThat(inbox.deleteFinished(Instant.now().plusSeconds(60))).isPositive();
    assertThat(arrivals.accept(List.of(event))).isEmpty();
    assertThat(inbox.open(room, 10)).isEmpty();
  }

  @Test
  void parts_about_to_be_written_mark_their_rows_and_stand_in_order() {
    arrivals.accept(List.of(event("a"), event("b")));
    var rows = inbox.open(room, 10);
    var first = RemoteMessageId.next(NOON);
    var second = RemoteMessageId.next(NOON);
    messages.beginSending(
        List.of(
            part(rows.get(0), first, 0),
            part(rows.get(0), first, 1),
            part(rows.get(1), second, 0)));
    assertThat(inbox.open(room, 10))
        .allMatch(row -> row.state() == WorkState.SENDING)
        .extracting(InboxRow::remoteId)
        .containsExactly(first, second);
    assertThat(messages.known(portal, 10))
        .extracting(KnownMessage::id, KnownMessage::part)
        .containsExactly(tuple(first, 0), tuple(first, 1), tuple(second, 0));
    assertThat(messages.known(portal, 10).getFirst().at()).isEqualTo(NOON);
    inbox.markInterruptedUncertain(room);
    assertThat(inbox.uncertain(room)).hasSize(2);
  }

  @Test
  void what_did_not_arrive_is_forgotten_and_waits_again() {
    arrivals.accept(List.of(event("long")));
    var row = inbox.open(room, 1).getFirst();
    var id = RemoteMessageId.next(NOON);
    messages.beginSending(List.of(part(row, id, 0), part(row, id, 1)));
    messages.settle(
        List.of(new Settlement(row.id(), WorkState.PENDING, List.of(new PartId(id, 1)))));
    assertThat(messages.arrivedParts(id)).containsExactly(0);
    assertThat(inbox.open(room, 1).getFirst().state()).isEqualTo(WorkState.PENDING);
    messages.beginSending(List.of(part(row, id, 1)));
    messages.settle(List.of(Settlement.of(row.id(), WorkState.SENT)));
    assertThat(messages.arrivedParts(id)).containsExactlyInAnyOrder(0, 1);
    assertThat(inbox.open(room, 1)).isEmpty();
  }

  @Test
  void what_is_given_up_stays_known_as_doubtful() {
    arrivals.accept(List.of(event("lost?")));
    var row = inbox.open(room, 1).getFirst();
    messages.beginSending(List.of(part(row, RemoteMessageId.next(NOON), 0)));
    messages.giveUp(row.id(), "nobody knows");
    assertThat(inbox.open(room, 1)).isEmpty();
    assertThat(messages.known(portal, 10)).allMatch(KnownMessage::doubtful).hasSize(1);
  }

  @Test
  void what_is_refused_stays_open_whatever_is_settled_after_it() {
    var row = sending();
    var refused = refusals.refuse(row.remoteId(), "nobody is there");
    assertThat(refused).contains(new RefusedWork(row.id(), room));
    messages.settle(List.of(Settlement.of(row.id(), WorkState.SENT)));
    var open = inbox.open(room, 1).getFirst();
    assertThat(open.state()).isEqualTo(WorkState.REFUSED);
    assertThat(open.reason()).isEqualTo("nobody is there");
    inbox.fail(row.id(), "nobody is there");
    assertThat(refusals.refuse(row.remoteId(), "again")).isEmpty();
  }

  @Test
  void what_cannot_be_taken_now_is_sent_once_more_and_no_more() {
    var row = sending();
    messages.settle(List.of(Settlement.of(row.id(), WorkState.SENT)));
    assertThat(refusals.sendAgain(row.remoteId(), 0, NOON)).isPresent();
    assertThat(inbox.open(room, 1).getFirst().state()).isEqualTo(WorkState.PENDING);
    assertThat(messages.arrivedParts(row.remoteId())).isEmpty();
    messages.beginSending(List.of(part(row, row.remoteId(), 0)));
    assertThat(refusals.sendAgain(row.remoteId(), 0, NOON)).isEmpty();
  }

  @Test
  void what_was_sent_after_it_overtakes_what_is_to_be_sent_again() {
    var first = sending();
    refusals.sendAgain(first.remoteId(), 0, NOON);
    assertThat(messages.isOvertaken(first.id(), first.remoteId())).isFalse();

    arrivals.accept(List.of(event("later")));
    var later = inbox.open(room, 2).getLast();
    assertThat(messages.isOvertaken(first.id(), first.remoteId())).isFalse();
    messages.beginSending(List.of(part(later, RemoteMessageId.next(NOON), 0)));
    assertThat(messages.isOvertaken(first.id(), first.remoteId())).isTrue();

    messages.settle(List.of(Settlement.of(later.id(), WorkState.UNCERTAIN)));
    messages.giveUp(later.id(), "nobody knows");
    assertThat(messages.isOvertaken(first.id(), first.remoteId())).isTrue();
  }

  @Test
  void what_was_never_written_overtakes_nothing() {
    var first = sending();
    refusals.sendAgain(first.remoteId(), 0, NOON);
    arrivals.accept(List.of(event("later")));
    var later = inbox.open(room, 2).getLast();
    var id = RemoteMessageId.next(NOON);
    messages.beginSending(List.of(part(later, id, 0)));
    messages.settle(
        List.of(new Settlement(later.id(), WorkState.PENDING, List.of(new PartId(id, 0)))));
    inbox.fail(later.id(), "signed out");
    assertThat(messages.isOvertaken(first.id(), first.remoteId())).isFalse();
  }

  @Test
  void a_later_part_overtakes_an_earlier_one() {
    var row = sending();
    messages.beginSending(List.of(part(row, row.remoteId(), 1)));
    assertThat(messages.isOvertaken(row.id(), row.remoteId())).isFalse();
    refusals.sendAgain(row.remoteId(), 0, NOON);
    assertThat(messages.isOvertaken(row.id(), row.remoteId())).isTrue();
  }

  /// The row of a message that is being sent.
  private InboxRow sending() {
    arrivals.accept(List.of(event("said")));
    messages.beginSending(
        List.of(part(inbox.open(room, 1).getFirst(), RemoteMessageId.next(NOON), 0)));
    return inbox.open(room, 1).getFirst();
  }

  @Test
  void what_waits_after_a_try_in_vain_is_due_when_it_may_be_tried_again() {
    outbox.accept(List.of(news("later")));
    arrivals.accept(List.of(event("later")));
    var much = Instant.now().plusSeconds(600);
    outbox.postpone(outbox.open(portal, 1).getFirst().id(), much);
    inbox.postpone(inbox.open(room, 1).getFirst().id(), much);
    outbox.retryNow();
    inbox.retryNow();
    assertThat(outbox.open(portal, 1).getFirst().due()).isBefore(much);
    assertThat(inbox.open(room, 1).getFirst().due()).isBefore(much);
  }

  @Test
  void rooms_and_portals_that_have_work_are_found_once_each() {
    outbox.accept(List.of(news("a"), news("b")));
    arrivals.accept(List.of(event("a"), event("b")));
    assertThat(outbox.portalsWithWork()).containsOnlyOnce(portal);
    assertThat(inbox.roomsWithWork()).containsOnlyOnce(room);
    assertThat(inbox.roomsWithWork(LOGIN)).containsOnlyOnce(room);
    var rows = inbox.open(room, 2);
    inbox.finish(rows.stream().map(InboxRow::id).toList());
    outbox.fail(outbox.open(portal, 1).getFirst(), "no");
    assertThat(outbox.portalsWithWork()).containsOnlyOnce(portal);
    outbox.fail(outbox.open(portal, 1).getFirst(), "no");
    assertThat(outbox.portalsWithWork()).doesNotContain(portal);
    assertThat(inbox.roomsWithWork()).doesNotContain(room);
    assertThat(inbox.roomsWithWork(LOGIN)).doesNotContain(room);
  }

  @Test
  void messages_of_the_messenger_are_kept_in_order_and_once() {
    var rows = List.of(news("a"), news("b\u0000"), news("c"));
    outbox.accept(rows);
    outbox.accept(rows);
    assertThat(outbox.open(portal, 10))
        .extracting(OutboxRow::body)
        .containsExactly("a", "b\u0000", "c");
    assertThat(outbox.portalsWithWork(LOGIN)).contains(portal);
  }

  @Test
  void what_was_shown_is_known_by_the_digest_of_the_whole_text() {
    outbox.accept(List.of(news("hello")));
    var row = outbox.open(portal, 1).getFirst();
    outbox.finish(List.of(new SentMessage(row, List.of(new EventId("$1"), new EventId("$2")))));
    outbox.finish(List.of(new SentMessage(row, List.of(new EventId("$1"), new EventId("$2")))));
    assertThat(outbox.open(portal, 1)).isEmpty();
    assertThat(messages.known(portal, 10))
        .extracting(KnownMessage::digest)
        .containsExactly(TextDigest.of("hello"));
    assertThat(messages.lastPositions(LOGIN))
        .containsEntry(portal, new LastPositions(row.position(), row.position()));
    assertThat(messages.lastSaid(portal)).contains(NOON);
  }

  @Test
  void what_cannot_be_shown_is_known_so_that_the_archive_does_not_bring_it_again() {
    outbox.accept(List.of(news("too strange")));
    outbox.fail(outbox.open(portal, 1).getFirst(), "no");
    assertThat(outbox.open(portal, 1)).isEmpty();
    assertThat(messages.known(portal, 10))
        .extracting(KnownMessage::digest)
        .containsExactly(TextDigest.of("too strange"));
  }

  @Test
  void what_may_not_have_arrived_proves_nothing_of_what_came_before_it() {
    outbox.accept(List.of(news("here")));
    var here = outbox.open(portal, 1).getFirst();
    outbox.finish(List.of(new SentMessage(here, List.of(new EventId("$1")))));
    var id = sending().id();

    assertThat(provedPosition()).isEqualTo(here.position());
    messages.settle(List.of(Settlement.of(id, WorkState.UNCERTAIN)));
    assertThat(provedPosition()).isEqualTo(here.position());
    messages.settle(List.of(Settlement.of(id, WorkState.SENT)));
    assertThat(provedPosition()).isGreaterThan(here.position());
  }

  @Test
  void what_a_process_that_ended_had_in_hand_proves_nothing() {
    outbox.accept(List.of(news("here")));
    var here = outbox.open(portal, 1).getFirst();
    outbox.finish(List.of(new SentMessage(here, List.of(new EventId("$1")))));
    outbox.accept(List.of(news("waits")));
    messages.settle(List.of(Settlement.of(sending().id(), WorkState.SENT)));

    keepDoubtSince("now() - interval '1 second'");
    var places = messages.lastPositionsBefore(LOGIN).get(portal);
    assertThat(places.proved()).isEqualTo(here.position());
    assertThat(places.last()).isGreaterThan(here.position());
    keepDoubtSince("now() + interval '1 second'");
    assertThat(messages.lastPositionsBefore(LOGIN).get(portal).proved()).isEqualTo(places.last());
  }

  private long provedPosition() {
    return messages.lastPositions(LOGIN).get(portal).proved();
  }

  private static void keepDoubtSince(String time) {
    database.update("update login set doubt_since = " + time, _ -> {});
  }

  @Test
  void history_stands_where_its_place_is() {
    outbox.accept(List.of(news("later")));
    var place = outbox.open(portal, 1).getFirst().position() - 5;
    outbox.acceptHistory(
        portal,
        List.of(
            new NewMessage(
                portal, RemoteMessageId.next(NOON), true, true, "earlier", NOON, place)));
    assertThat(outbox.open(portal, 10))
        .extracting(OutboxRow::body)
        .containsExactly("earlier", "later");
  }

  @Test
  void a_value_that_the_database_refuses_is_no_passing_trouble() {
    var stranger = new NewMessage(-1, RemoteMessageId.next(NOON), false, false, "x", NOON, null);
    assertThatThrownBy(() -> outbox.accept(List.of(stranger)))
        .isInstanceOfSatisfying(
            StoreException.class, failure -> assertThat(failure.isPassing()).isFalse());
  }

  private List<Long> ids() {
    return inbox.open(room, 100).stream().map(InboxRow::id).toList();
  }

  private ReceivedEvent event(String raw) {
    return new ReceivedEvent(
        new EventId("$" + UUID.randomUUID()),
        room,
        new MatrixUserId("@anna:localhost"),
        raw.getBytes(StandardCharsets.UTF_8));
  }

  private OutgoingPart part(InboxRow row, RemoteMessageId id, int number) {
    return new OutgoingPart(
        row.id(), portal, id, number, row.event().id(), TextDigest.of("part " + number), NOON);
  }

  private NewMessage news(String body) {
    return new NewMessage(portal, RemoteMessageId.next(NOON), false, false, body, NOON, null);
  }
}
