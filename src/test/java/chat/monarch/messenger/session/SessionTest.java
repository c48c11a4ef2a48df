package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A session from its beginning to its end, and what may happen in between.
class SessionTest {
  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private void restart(Map<String, String> config) {
    bench.close();
    bench = new Bench(config);
  }

  private OutgoingChat chat(String id, String body) {
    return new OutgoingChat(id, bench.user(BuiltIn.BOB), body);
  }

  private Element awaitSent(Predicate<Element> wanted) {
    return bench.sandbox().awaitSent(BuiltIn.ALICE, wanted).stanza();
  }

  private static Predicate<Element> withId(String id) {
    return stanza -> stanza.attribute("id").filter(id::equals).isPresent();
  }

  @Rule({"START-1", "BND-4", "CON-10", "DSC-2", "PRS-1"})
  @Test
  void it_begins_in_the_order_of_the_contract() {
    bench.heard().whileOnline(() -> assertThat(sent("presence")).isZero());

    bench.signIn(BuiltIn.ALICE);

    awaitSent(stanza -> stanza.is(Ns.CLIENT, "presence"));
    var payloads =
        bench.sandbox().log(BuiltIn.ALICE).stream()
            .filter(record -> record.isSent())
            .map(record -> record.stanza())
            .map(stanza -> stanza.children().stream().findFirst().orElse(stanza).namespace())
            .toList();
    assertThat(payloads)
        .containsExactly(Ns.SASL, Ns.BIND, Ns.SESSION, Ns.DISCO_INFO, Ns.ROSTER, Ns.CLIENT);
    bench.heard().await(Heard.Word.Ready.class);
  }

  private long sent(String name) {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(record -> record.isSent() && record.stanza().is(Ns.CLIENT, name))
        .count();
  }

  @Rule("MSG-9")
  @Test
  void messages_go_both_ways() {
    var session = bench.signIn(BuiltIn.ALICE);

    var deliveries = session.send(List.of(chat("c1", "Hello <Bob>"), chat("c2", "again")));
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "Hi & bye");

    assertThat(deliveries).containsExactly(Delivery.SENT, Delivery.SENT);
    bench.sandbox().awaitReceived(BuiltIn.BOB, "Hello <Bob>");
    assertThat(bench.heard().await(Heard.Word.Message.class).chat().body()).isEqualTo("Hi & bye");
  }

  @Rule("MSG-7")
  @Test
  void a_refused_message_is_told_with_its_id() {
    var session = bench.signIn(BuiltIn.ALICE);
    var nobody = new RemoteUserId("1111111111111111@messenger.live.com");

    session.send(List.of(new OutgoingChat("c9", nobody, "anybody there?")));

    assertThat(bench.heard().await(Heard.Word.Refused.class).refusal())
        .isEqualTo(new Refusal(nobody, "c9", "item-not-found", false));
  }

  @Rule("MSG-9")
  @Test
  void what_is_cut_before_its_proof_is_uncertain() {
    var session = bench.signIn(BuiltIn.ALICE);
    awaitSent(stanza -> stanza.is(Ns.CLIENT, "presence"));
    bench.sandbox().cutConnectionAfter(1);

    assertThat(session.send(List.of(chat("c1", "lost?")))).containsExactly(Delivery.UNCERTAIN);
  }

  @Rule("B.13")
  @Test
  void a_message_that_the_service_cannot_read_is_found_and_refused() {
    bench.sandbox().set("max_inbound_stanza", "1200");
    var session = bench.signIn(BuiltIn.ALICE);
    var unreadable = chat("c2", "x".repeat(1_500));

    assertThat(session.send(List.of(chat("c1", "before"), unreadable)))
        .containsOnly(Delivery.UNCERTAIN);
    bench.heard().await(Heard.Word.Ready.class, 2, _ -> true);
    assertThat(session.send(List.of(unreadable, chat("c3", "after"))))
        .containsExactly(Delivery.REFUSED, Delivery.NOT_WRITTEN);
    bench.heard().await(Heard.Word.Ready.class, 3, _ -> true);
    assertThat(session.send(List.of(chat("c3", "after")))).containsExactly(Delivery.SENT);
  }

  @Test
  void without_a_connection_nothing_is_written() {
    var session = bench.open(new Keyring("nonsense"));
    bench.heard().awaitState(SessionState.BadCredentials.class);

    assertThat(session.send(List.of(chat("c1", "?")))).containsExactly(Delivery.NOT_WRITTEN);
    assertThat(session.archive(bench.user(BuiltIn.BOB), 10)).isInstanceOf(Archive.Unanswered.class);
    assertThat(session.card(bench.user(BuiltIn.BOB))).isEqualTo(new ContactCard.Unanswered());
  }

  @Rule("MSG-10")
  @Test
  void messages_are_paced() {
    restart(Map.of("message.rate", "2"));
    var session = bench.signIn(BuiltIn.ALICE);
    var start = System.nanoTime();

    session.send(List.of(chat("1", "1"), chat("2", "2"), chat("3", "3")));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(999));
  }

  @Test
  void many_messages_come_in_order_although_the_bridge_is_slow() throws InterruptedException {
    bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    var slow = new CountDownLatch(1);
    bench.heard().whileReceiving(() -> await(slow));

    IntStream.range(0, 2_000)
        .forEach(i -> bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "message " + i));
    slow.countDown();

    bench.heard().await(Heard.Word.Message.class, 2_000, _ -> true);
    assertThat(bench.heard().all(Heard.Word.Message.class))
        .extracting(word -> word.chat().body())
        .containsExactlyElementsOf(
            IntStream.range(0, 2_000).mapToObj(i -> "message " + i).toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_archive_answers_after_the_messages_before_it_were_told() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    IntStream.range(0, 20).forEach(i -> bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "m" + i));

    session.archive(bench.user(BuiltIn.BOB), 10);

    assertThat(bench.heard().all(Heard.Word.Message.class)).hasSize(20);
  }

  @Test
  void a_message_that_is_too_large_is_dropped_with_a_word_and_the_next_one_comes() {
    bench.signIn(BuiltIn.ALICE);
    var from = "' from='" + bench.sandbox().jid(BuiltIn.BOB) + "'><body>";
    bench
        .sandbox()
        .sendRaw(
            BuiltIn.ALICE,
            "<message xmlns='jabber:client' type='chat"
                + from
                + "x".repeat(2 << 20)
                + "</body></message>");
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "small");

    assertThat(bench.heard().await(Heard.Word.Message.class).chat().body()).isEqualTo("small");
    assertThat(bench.heard().await(Heard.Word.Dropped.class).what())
        .isEqualTo(
            "A message from "
                + bench.user(BuiltIn.BOB).value()
                + " was larger than the bridge reads, and was dropped.");
    assertThat(bench.sandbox().connections()).hasSize(1);
  }

  @Rule("GEN-5")
  @Test
  void a_message_of_one_mebibyte_is_read() {
    bench.signIn(BuiltIn.ALICE);

    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "x".repeat(1 << 20));

    assertThat(bench.heard().await(Heard.Word.Message.class).chat().body()).hasSize(1 << 20);
  }

  @Test
  void a_comment_ends_the_stream_and_another_begins() {
    bench.signIn(BuiltIn.ALICE);

    bench.sandbox().sendRaw(BuiltIn.ALICE, "<!-- hello -->");

    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
  }

  @Test
  void an_exception_of_the_bridge_ends_the_stream() {
    bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    bench
        .heard()
        .whileReceiving(
            () -> {
              throw new IllegalStateException("the database is away");
            });

    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "Hi");

    bench.heard().awaitState(SessionState.Waiting.class);
  }

  @Rule("ROS-4")
  @Test
  void a_contact_that_was_added_elsewhere_is_told() {
    bench.signIn(BuiltIn.ALICE);
    bench
        .sandbox()
        .sendRaw(
            BuiltIn.ALICE,
            "<iq xmlns='jabber:client' type='set' id='push1' from='messenger.live.com'>"
                + "<query xmlns='jabber:iq:roster'>"
                + "<item jid='0f0e@messenger.live.com' name='Dan' subscription='both'/></query></iq>");

    assertThat(bench.heard().await(Heard.Word.Changed.class).contact().name()).isEqualTo("Dan");
    assertThat(awaitSent(withId("push1")).attribute("type")).hasValue("result");
  }

  @Rule({"IQ-2", "KA-3"})
  @ParameterizedTest
  @ValueSource(
      strings = {
        "get;<ping xmlns='urn:xmpp:ping'/>;result",
        "get;<query xmlns='http://jabber.org/protocol/disco#info'/>;client",
        "get;<query xmlns='jabber:iq:version'/>;service-unavailable",
        "set;<ping xmlns='urn:xmpp:ping'/>;service-unavailable",
        "get;;bad-request",
        "get;<a xmlns='urn:a'/><b xmlns='urn:b'/>;bad-request",
      })
  void t45_questions_of_the_service_are_answered(String question) {
    var parts = question.split(";", 3);
    bench.signIn(BuiltIn.ALICE);

    bench
        .sandbox()
        .sendRaw(
            BuiltIn.ALICE,
            "<iq xmlns='jabber:client' from='messenger.live.com' id='q1' type='"
                + parts[0]
                + "'>"
                + parts[1]
                + "</iq>");

    assertThat(awaitSent(withId("q1")).toXml()).contains(parts[2]);
  }

  @Test
  void a_new_picture_is_told_once() {
    bench.sandbox().set("presence.photo_hash", "on");
    bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Photo.class, 2, _ -> true);

    bench.sandbox().presence(BuiltIn.BOB, "AWY", null);
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "behind it");

    bench.heard().await(Heard.Word.Message.class);
    assertThat(bench.heard().all(Heard.Word.Photo.class)).hasSize(2);
  }

  @Rule("KA-1")
  @ParameterizedTest
  @ValueSource(strings = {"result", "error"})
  void an_idle_stream_is_kept_alive_by_pings_however_they_are_answered(String answer) {
    restart(Map.of("keepalive.interval", "50ms"));
    bench.sandbox().set("ping", answer);
    bench.signIn(BuiltIn.ALICE);
    var mark = bench.sandbox().mark();

    for (int i = 0; i < 3; i++) {
      mark =
          bench
              .sandbox()
              .await(
                  BuiltIn.ALICE,
                  mark,
                  record -> record.isSent() && record.stanza().child(Ns.PING, "ping").isPresent(),
                  Sandbox.PATIENCE)
              .sequence();
    }

    assertThat(bench.sandbox().connections()).hasSize(1);
  }

  @Rule("KA-1")
  @Test
  void a_frozen_service_is_noticed() {
    restart(Map.of("keepalive.interval", "50ms", "keepalive.timeout", "200ms"));
    bench.signIn(BuiltIn.ALICE);

    bench.sandbox().freeze();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("did not answer");
    bench.sandbox().thaw();
    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
  }

  @Rule("B.13")
  @Test
  void conflict_stops_it_until_somebody_asks() {
    var session = bench.signIn(BuiltIn.ALICE);

    bench.sandbox().endStreams(BuiltIn.ALICE, "conflict", null);

    bench.heard().awaitState(SessionState.SignedInElsewhere.class);
    session.reconnect();
    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
    assertThat(bench.heard().count(SessionState.Waiting.class)).isZero();
  }

  @Rule("B.13")
  @Test
  void an_idle_time_out_of_the_service_is_followed_by_a_new_connection_at_once() {
    bench.signIn(BuiltIn.ALICE);

    bench.sandbox().endStreams(BuiltIn.ALICE, "connection-timeout", null);

    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
    assertThat(bench.heard().count(SessionState.Waiting.class)).isZero();
  }

  @Test
  void a_wrong_domain_is_a_matter_for_the_operator() {
    bench.signIn(BuiltIn.ALICE);

    bench.sandbox().endStreams(BuiltIn.ALICE, "host-unknown", null);

    bench.heard().awaitState(SessionState.Misconfigured.class);
    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
  }

  @Test
  void a_new_connection_can_be_asked_for() {
    var session = bench.signIn(BuiltIn.ALICE);

    session.reconnect();

    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
    assertThat(bench.heard().count(SessionState.Waiting.class)).isZero();
  }

  @Rule({"CLS-1", "PRS-1"})
  @Test
  void it_ends_with_presence_and_the_end_of_the_stream() {
    Session session = bench.signIn(BuiltIn.ALICE);

    session.close();

    assertThat(
            awaitSent(stanza -> stanza.attribute("type").filter("unavailable"::equals).isPresent())
                .is(Ns.CLIENT, "presence"))
        .isTrue();
    bench.heard().awaitState(SessionState.Closed.class);
    assertThat(bench.sandbox().awaitConnection(connection -> connection.end() != null).end())
        .isEqualTo("closed");
    assertThat(session.state()).isEqualTo(new SessionState.Closed());
  }
}
