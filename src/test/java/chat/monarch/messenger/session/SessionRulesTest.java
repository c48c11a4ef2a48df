package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Session;
import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules for the client of which no vector of B.16 speaks: what it asks, and what errors do to it.
class SessionRulesTest {
  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private List<Element> sentIqs() {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(record -> record.isSent() && record.stanza().is(Ns.CLIENT, "iq"))
        .map(StanzaRecord::stanza)
        .toList();
  }

  private List<Element> asked(String namespace, String name) {
    return sentIqs().stream().flatMap(iq -> iq.children(namespace, name).stream()).toList();
  }

  private Archive archive(Session session) {
    return session.archive(bench.user(BuiltIn.BOB), 10);
  }

  private void talk() {
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "one");
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "two");
  }

  @Rule({"GEN-7", "VC-5"})
  @Test
  void every_question_has_an_id_of_its_own_and_nothing_is_set_but_bind_and_session() {
    var session = bench.signIn(BuiltIn.ALICE);
    session.card(bench.user(BuiltIn.BOB));
    session.card(bench.user(BuiltIn.CAROL));
    archive(session);
    session.send(List.of(new OutgoingChat("c1", bench.user(BuiltIn.BOB), "Hi")));

    assertThat(sentIqs())
        .hasSizeGreaterThan(6)
        .extracting(iq -> iq.attribute("id").orElse(""))
        .doesNotContain("")
        .doesNotHaveDuplicates();
    assertThat(
            sentIqs().stream().filter(iq -> iq.attribute("type").filter("set"::equals).isPresent()))
        .extracting(iq -> iq.children().getFirst().namespace())
        .containsExactly(Ns.BIND, Ns.SESSION);
  }

  @Rule({"ARC-10", "ARC-11"})
  @Test
  void the_archive_is_asked_once_without_pages_and_with_the_start_that_it_gave() {
    talk();
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(archive(session)).isInstanceOf(Archive.Window.class);

    var max = "<set xmlns=\"http://jabber.org/protocol/rsm\"><max>10</max></set>";
    var given =
        bench.sandbox().log(BuiltIn.ALICE).stream()
            .filter(StanzaRecord::isDelivered)
            .flatMap(record -> record.stanza().child(Ns.ARCHIVE, "list").stream())
            .map(list -> list.children().getFirst().attribute("start").orElseThrow())
            .toList();
    assertThat(asked(Ns.ARCHIVE, "list"))
        .extracting(Element::toXml)
        .containsExactly(
            "<list xmlns=\"urn:xmpp:archive\" with=\"%s\">%s</list>"
                .formatted(bench.sandbox().jid(BuiltIn.BOB), max));
    assertThat(asked(Ns.ARCHIVE, "retrieve"))
        .extracting(Element::toXml)
        .containsExactly(
            "<retrieve xmlns=\"urn:xmpp:archive\" with=\"%s\" start=\"%s\">%s</retrieve>"
                .formatted(bench.sandbox().jid(BuiltIn.BOB), given.getFirst(), max));
  }

  @Rule("ARC-10")
  @Test
  void no_more_than_a_hundred_are_asked_for() {
    bench.signIn(BuiltIn.ALICE).archive(bench.user(BuiltIn.BOB), 5_000);

    assertThat(asked(Ns.ARCHIVE, "list").getFirst().toXml()).contains("<max>100</max>");
  }

  @Rule({"ARC-11", "IQ-3"})
  @ParameterizedTest
  @ValueSource(strings = {"feature-not-implemented", "service-unavailable", "bad-request"})
  void where_there_is_no_list_the_beginning_of_time_is_retrieved(String condition) {
    talk();
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().failNext(Ns.ARCHIVE, "cancel/" + condition, 1);

    assertThat(((Archive.Window) archive(session)).entries())
        .extracting(Archive.Entry::body)
        .containsExactly("one", "two");
    assertThat(asked(Ns.ARCHIVE, "retrieve"))
        .extracting(retrieve -> retrieve.attribute("start").orElseThrow())
        .containsExactly("1970-01-01T00:00:00Z");
  }

  @Rule({"ARC-11", "ARC-14"})
  @Test
  void any_other_error_means_no_history_in_this_session_and_harms_nothing() {
    talk();
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().failNext(Ns.ARCHIVE, "wait/internal-server-error", 1);

    assertThat(archive(session)).isInstanceOf(Archive.Refused.class);
    assertThat(archive(session)).isInstanceOf(Archive.Refused.class);
    assertThat(asked(Ns.ARCHIVE, "list")).hasSize(1);
    assertAlive(session);
  }

  /// It lasts the ten seconds of the rule.
  @Rule("ARC-14")
  @Test
  void an_archive_that_does_not_answer_harms_nothing() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().failNext(Ns.ARCHIVE, Faults.SILENCE, 1);

    var before = System.nanoTime();
    assertThat(archive(session)).isInstanceOf(Archive.Unanswered.class);

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
    assertAlive(session);
  }

  private void assertAlive(Session session) {
    assertThat(session.send(List.of(new OutgoingChat("c1", bench.user(BuiltIn.BOB), "Hi"))))
        .containsExactly(Delivery.SENT);
    assertThat(bench.sandbox().connections()).hasSize(1);
  }

  @Rule("ROS-4")
  @Test
  void a_contact_that_was_removed_elsewhere_is_told() {
    bench.signIn(BuiltIn.ALICE);

    bench.sandbox().removeContact(BuiltIn.ALICE, BuiltIn.BOB);

    assertThat(bench.heard().await(Heard.Word.Removed.class).contact())
        .isEqualTo(bench.user(BuiltIn.BOB));
  }

  @Rule({"VC-3", "IQ-3"})
  @ParameterizedTest
  @ValueSource(strings = {"auth/forbidden", "cancel/item-not-found", "wait/internal-server-error"})
  void every_error_means_that_there_is_no_card(String error) {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().failNext(Ns.VCARD, error, 1);

    assertThat(session.card(bench.user(BuiltIn.BOB))).isEqualTo(new ContactCard.None());
    assertAlive(session);
  }

  @Rule("VC-6")
  @Test
  void no_more_than_two_cards_are_asked_for_in_a_second() {
    var session = bench.signIn(BuiltIn.ALICE);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        threads.execute(() -> session.card(bench.user(BuiltIn.BOB)));
      }
    }

    var times = cardRequests();
    assertThat(times).hasSize(5);
    for (int i = 2; i < times.size(); i++) {
      // the clock of the service has the network's jitter
      assertThat(Duration.between(times.get(i - 2), times.get(i)))
          .isGreaterThan(Duration.ofMillis(900));
    }
  }

  private List<Instant> cardRequests() {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(StanzaRecord::isSent)
        .filter(record -> record.stanza().child(Ns.VCARD, "vCard").isPresent())
        .map(StanzaRecord::at)
        .toList();
  }

  @Rule("VC-6")
  @Test
  void a_third_card_waits_for_an_answer_to_one_of_two() throws Exception {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().failNext(Ns.VCARD, Faults.SILENCE, 2);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cards = new ArrayList<Future<ContactCard>>();
      for (int i = 0; i < 3; i++) {
        cards.add(threads.submit(() -> session.card(bench.user(BuiltIn.BOB))));
      }
      assertThatThrownBy(() -> cards.getLast().get(1500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(cardRequests()).hasSize(2);
      bench.sandbox().drop(BuiltIn.ALICE);
      assertThat(cards.getFirst().get(10, TimeUnit.SECONDS))
          .isEqualTo(new ContactCard.Unanswered());
    }
  }

  @Rule("BND-4")
  @Test
  void a_refused_session_is_one_all_the_same() {
    bench.sandbox().failNext(Ns.SESSION, "cancel/service-unavailable", 1);
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(asked(Ns.SESSION, "session")).hasSize(1);
    assertThat(asked(Ns.ROSTER, "query")).hasSize(1);
    assertThat(session.state()).isNotNull();
  }

  @Rule({"START-1", "IQ-3"})
  @Test
  void a_refused_disco_does_no_harm() {
    bench.sandbox().failNext(Ns.DISCO_INFO, "cancel/service-unavailable", 1);

    assertAlive(bench.signIn(BuiltIn.ALICE));
  }

  @Rule({"KA-1", "MSG-9"})
  @Test
  void t37_pings_keep_a_stream_for_130_seconds_though_they_are_answered_by_errors() {
    bench.close();
    bench = new Bench(Map.of("keepalive.interval", "50ms"));
    bench.sandbox().set("ping", "error");
    var session = bench.signIn(BuiltIn.ALICE);

    for (int i = 0; i < 2; i++) {
      var mark = awaitPing(bench.sandbox().mark());
      bench.sandbox().advance(Duration.ofSeconds(65));
      awaitPing(mark);
    }

    assertAlive(session);
  }

  private long awaitPing(long mark) {
    return bench
        .sandbox()
        .await(
            BuiltIn.ALICE,
            mark,
            record -> record.isSent() && record.stanza().child(Ns.PING, "ping").isPresent(),
            Sandbox.PATIENCE)
        .sequence();
  }
}
