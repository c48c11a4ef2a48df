package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.ContactCard.Photo.Picture;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Session;
import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Vectors T29 to T35 and T39 of B.16: messages, archive, cards.
class MessageVectorsTest {
  private final Bench bench = new Bench(Map.of("message.rate", "0"));

  @AfterEach
  void close() {
    bench.close();
  }

  @Rule("MSG-5")
  @Test
  void t29_offline_messages_are_dated_by_their_stamps_and_in_order() {
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "first");
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "second");

    bench.signIn(BuiltIn.ALICE);

    bench.heard().await(Heard.Word.Message.class, 2, _ -> true);
    var heard = bench.heard().all(Heard.Word.Message.class);
    assertThat(heard).extracting(word -> word.chat().body()).containsExactly("first", "second");
    assertThat(heard).allMatch(word -> word.chat().delayed());
    assertThat(heard).extracting(word -> word.chat().at()).containsExactlyElementsOf(stamps());
    assertThat(heard).allMatch(word -> word.chat().from().equals(bench.user(BuiltIn.BOB)));
  }

  private List<Instant> stamps() {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(StanzaRecord::isDelivered)
        .flatMap(record -> record.stanza().child(Ns.DELAY, "delay").stream())
        .map(delay -> Instant.parse(delay.attribute("stamp").orElseThrow()))
        .toList();
  }

  @Rule({"MSG-8", "GEN-4"})
  @Test
  void t30_a_long_text_is_split_and_joins_back() {
    bench.sandbox().set("max_inbound_stanza", "16000");
    var session = bench.signIn(BuiltIn.ALICE);
    var text = "Salt & vinegar 🥨👩‍👩‍👧 ".repeat(40_000).substring(0, 40_000);

    var deliveries = send(session, text);

    assertThat(deliveries).hasSizeGreaterThan(2).containsOnly(Delivery.SENT);
    assertThat(sentBodies()).hasSameSizeAs(deliveries);
    assertThat(String.join("", sentBodies())).isEqualTo(text);
    assertThat(sentMessages())
        .allMatch(
            record -> record.stanza().toXml().getBytes(StandardCharsets.UTF_8).length <= 16_000);
  }

  @Rule("MSG-8")
  @Test
  void t31_what_xml_forbids_is_removed_and_the_stream_stays() {
    var session = bench.signIn(BuiltIn.ALICE);

    var deliveries = send(session, "a\u0008b\uFFFE\uD800c");

    assertThat(deliveries).containsExactly(Delivery.SENT);
    assertThat(sentBodies()).containsExactly("abc");
    assertThat(bench.sandbox().connections()).hasSize(1);
  }

  private List<Delivery> send(Session session, String text) {
    var chats = new ArrayList<OutgoingChat>();
    for (var part : bench.sessions().parts(text)) {
      chats.add(new OutgoingChat("c" + chats.size(), bench.user(BuiltIn.BOB), part));
    }
    return session.send(chats);
  }

  private List<StanzaRecord> sentMessages() {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(record -> record.isSent() && record.stanza().is(Ns.CLIENT, "message"))
        .toList();
  }

  private List<String> sentBodies() {
    return sentMessages().stream().map(StanzaRecord::body).toList();
  }

  @Test
  void t34_an_archive_that_is_off_at_both_is_empty_and_no_error() {
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.CAROL, "not kept");

    var session = bench.signIn(BuiltIn.BOB);

    assertThat(session.archive(bench.user(BuiltIn.CAROL), 10)).isInstanceOf(Archive.Empty.class);
  }

  @Rule("ARC-12")
  @Test
  void an_archive_that_refuses_has_nothing_to_show_in_this_session() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().failNext("urn:xmpp:archive", "cancel/service-unavailable", 2);

    assertThat(session.archive(bench.user(BuiltIn.BOB), 10)).isInstanceOf(Archive.Refused.class);
    assertThat(session.archive(bench.user(BuiltIn.BOB), 10)).isInstanceOf(Archive.Refused.class);
  }

  @Test
  void an_archive_whose_stream_breaks_may_answer_another_time() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.sandbox().cutConnectionAfter(1);

    assertThat(session.archive(bench.user(BuiltIn.BOB), 10)).isInstanceOf(Archive.Unanswered.class);
  }

  @Test
  void t35_times_in_the_archive_are_sums() {
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "one");
    bench.sandbox().advance(Duration.ofSeconds(11));
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "two");
    bench.sandbox().advance(Duration.ofSeconds(7));
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "three");
    var session = bench.signIn(BuiltIn.ALICE);

    var window = (Archive.Window) session.archive(bench.user(BuiltIn.BOB), 10);

    var start = window.entries().getFirst().at();
    assertThat(window.entries())
        .containsExactly(
            new Archive.Entry(false, "one", start),
            new Archive.Entry(false, "two", start.plusSeconds(11)),
            new Archive.Entry(false, "three", start.plusSeconds(18)));
    assertThat(window.complete()).isTrue();
  }

  @Test
  void the_last_ten_of_the_archive_are_not_all_there_may_be() {
    for (int i = 1; i <= 25; i++) {
      bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, "message " + i);
    }
    var session = bench.signIn(BuiltIn.ALICE);

    var window = (Archive.Window) session.archive(bench.user(BuiltIn.BOB), 10);

    assertThat(window.entries()).hasSize(10);
    assertThat(window.entries().getFirst().body()).isEqualTo("message 16");
    assertThat(window.entries().getLast().body()).isEqualTo("message 25");
    assertThat(window.complete()).isFalse();
  }

  @Rule("VC-2")
  @Test
  void t39_a_photo_without_a_type_gets_it_from_its_bytes() {
    var session = bench.signIn(BuiltIn.ALICE);

    var card = (ContactCard.Read) session.card(bench.user(BuiltIn.BOB));

    assertThat(card.name()).isEqualTo("Bob Builder");
    assertThat(card.photo())
        .isInstanceOfSatisfying(
            Picture.class, picture -> assertThat(picture.contentType()).isEqualTo("image/png"));
  }

  @Rule("BND-5")
  @Test
  void t43_the_account_keeps_the_text_that_the_service_gave() {
    assertThat(Long.parseUnsignedLong("8a1b2c3d4e5f6071", 16)).isEqualTo(-8495147630284808079L);
    assertThat(Long.parseUnsignedLong("ffffffffffffffff", 16)).isEqualTo(-1L);

    bench.signIn(BuiltIn.BOB);

    assertThat(bench.heard().await(Heard.Word.Online.class).account().value())
        .isEqualTo("8a1b2c3d4e5f6071@messenger.live.com");
  }
}
