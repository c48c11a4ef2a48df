package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.Line;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B.10: the archive.
final class ArchiveTest {
  private static final Instant START = Instant.parse("2012-05-28T10:00:00.400Z");
  private static final String BOB = BuiltIn.BOB + "@messenger.live.com";

  /// So many messages of Alice and Bob, a minute and a half apart, Bob's first.
  private static List<Line> lines(int count) {
    var lines = new ArrayList<Line>();
    for (var i = 0; i < count; i++) {
      lines.add(
          new Line(BuiltIn.BOB, i % 2 == 1, "message " + (i + 1), START.plusSeconds(i * 90L)));
    }
    return lines;
  }

  private static Sandbox sandbox(Persona alice) {
    return Sandbox.start(
        SandboxOptions.defaults().withPersonas(Personas.of(alice, BuiltIn.bob(), BuiltIn.carol())));
  }

  private static Sandbox sandboxWith(List<Line> lines) {
    return sandbox(BuiltIn.alice().withHistory(lines));
  }

  private static Element ask(TestClient client, String payload) {
    return client.ask("get", payload).children().getFirst();
  }

  private static Element list(TestClient client, String attributes, String content) {
    return ask(
        client, "<list xmlns='urn:xmpp:archive' %s>%s</list>".formatted(attributes, content));
  }

  private static Element retrieve(TestClient client, String with, String start, String rsm) {
    return ask(
        client,
        "<retrieve xmlns='urn:xmpp:archive' with='%s' start='%s'>%s</retrieve>"
            .formatted(with, start, rsm));
  }

  private static String rsm(String content) {
    return "<set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set>";
  }

  private static List<String> bodies(Element chat) {
    return chat.children().stream()
        .filter(child -> child.namespace().equals(Ns.ARCHIVE))
        .map(message -> message.child(Ns.ARCHIVE, "body").map(Element::text).orElseThrow())
        .toList();
  }

  private static List<String> secs(Element chat) {
    return chat.children().stream().flatMap(child -> child.attribute("secs").stream()).toList();
  }

  @Rule({"ARC-1", "ARC-2", "ARC-3"})
  @Test
  void t33_archive_gives_the_last_ten_whatever_is_asked() {
    try (var sandbox = sandboxWith(lines(25));
        var alice = TestClient.alice(sandbox)) {
      var listed = list(alice, "with='" + BOB + "'", rsm("<max>10</max>"));
      var start = listed.children().getFirst().attribute("start").orElseThrow();

      var chat = retrieve(alice, BOB + "/A1B2C3D4", start, rsm("<max>50</max><after>x</after>"));

      assertThat(bodies(chat))
          .containsExactly(
              "message 16",
              "message 17",
              "message 18",
              "message 19",
              "message 20",
              "message 21",
              "message 22",
              "message 23",
              "message 24",
              "message 25");
      assertThat(start).isEqualTo("2012-05-28T10:22:30Z");
      assertThat(chat.attribute("with")).contains(BOB);
    }
  }

  @Rule({"ARC-1", "ARC-3", "ARC-7"})
  @Test
  void t33_archive_with_max_three_gives_the_last_three_from_the_same_start() {
    try (var sandbox = sandboxWith(lines(25));
        var alice = TestClient.alice(sandbox)) {
      var chat = retrieve(alice, BOB, "2012-05-28T10:22:30Z", rsm("<max>3</max><after>x</after>"));

      assertThat(bodies(chat)).containsExactly("message 23", "message 24", "message 25");
      assertThat(chat.attribute("start")).contains("2012-05-28T10:22:30Z");
      assertThat(secs(chat)).containsExactly("630", "90", "90");
      assertThat(chat.child(Ns.RSM, "set").orElseThrow().toXml())
          .endsWith("<first index=\"0\">0</first><last>2</last><count>3</count></set>");
    }
  }

  @Rule("ARC-5")
  @Test
  void t34_archive_off_at_both_is_empty_and_no_error() {
    var alicesOwn =
        Persona.named(BuiltIn.ALICE, "alice@example.com", "Alice").withHistory(lines(3));
    try (var sandbox = sandbox(alicesOwn);
        var alice = TestClient.alice(sandbox)) {
      var list = list(alice, "with='" + BOB + "'", rsm("<max>10</max>"));
      var chat = retrieve(alice, BOB, "2012-05-28T10:00:00Z", "");

      assertThat(list.toXml()).isEqualTo("<list xmlns=\"urn:xmpp:archive\"/>");
      assertThat(chat.toXml())
          .isEqualTo(
              "<chat xmlns=\"urn:xmpp:archive\" with=\"%s\" start=\"2012-05-28T10:00:00Z\"/>"
                  .formatted(BOB));
    }
  }

  @Rule("ARC-6")
  @Test
  void t35_archive_seconds_are_since_the_message_before() {
    var lines =
        List.of(
            new Line(BuiltIn.BOB, false, "Are you there?", Instant.parse("2012-05-28T10:00:00.9Z")),
            new Line(BuiltIn.BOB, true, "Yes", Instant.parse("2012-05-28T10:00:11.1Z")),
            new Line(BuiltIn.BOB, false, "Good", Instant.parse("2012-05-28T10:00:18.2Z")));
    try (var sandbox = sandboxWith(lines);
        var alice = TestClient.alice(sandbox)) {
      var chat = retrieve(alice, BOB, "2012-05-28T10:00:00Z", rsm("<max>10</max>"));

      assertThat(chat.toXml())
          .isEqualTo(
              "<chat xmlns=\"urn:xmpp:archive\" with=\"%s\" start=\"2012-05-28T10:00:00Z\">"
                      .formatted(BOB)
                  + "<from secs=\"0\"><body>Are you there?</body></from>"
                  + "<to secs=\"11\"><body>Yes</body></to>"
                  + "<from secs=\"7\"><body>Good</body></from>"
                  + "<set xmlns=\"http://jabber.org/protocol/rsm\">"
                  + "<first index=\"0\">0</first><last>2</last><count>3</count></set></chat>");
    }
  }

  @Rule("ARC-1")
  @Test
  void arc_1_the_list_is_one_collection() {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      var list = list(alice, "with='" + BOB + "'", rsm("<max>10</max>"));

      assertThat(list.toXml())
          .isEqualTo(
              "<list xmlns=\"urn:xmpp:archive\">"
                  + "<chat with=\"%s\" start=\"2012-05-28T10:00:00Z\"/>".formatted(BOB)
                  + "<set xmlns=\"http://jabber.org/protocol/rsm\">"
                  + "<first index=\"0\">0</first><last>0</last><count>1</count></set></list>");
    }
  }

  @Rule("ARC-1")
  @Test
  void arc_1_the_limit_can_be_set() {
    try (var sandbox = sandboxWith(lines(25));
        var alice = TestClient.alice(sandbox)) {
      sandbox.set("archive.limit", "20");

      assertThat(bodies(retrieve(alice, BOB, "2012-05-28T10:00:00Z", ""))).hasSize(20);
    }
  }

  @Rule("ARC-2")
  @Test
  void arc_2_a_list_of_nobody_or_of_a_stranger_is_empty() {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      assertThat(list(alice, "", "").children()).isEmpty();
      assertThat(list(alice, "with='1111111111111111@messenger.live.com'", "").children())
          .isEmpty();
      assertThat(list(alice, "with='bob@example.net'", "").children()).isEmpty();
      assertThat(
              retrieve(alice, "1111111111111111@messenger.live.com", "2012-05-28T10:00:00Z", "")
                  .toXml())
          .startsWith("<chat ")
          .endsWith("/>");
    }
  }

  @Rule("ARC-3")
  @ParameterizedTest
  @ValueSource(
      strings = {"<before/>", "<index>7</index>", "<max>-1</max>", "<max>many</max>", "<max/>"})
  void arc_3_nothing_but_a_good_max_counts(String content) {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      var chat = retrieve(alice, BOB, "2012-05-28T10:00:00Z", rsm(content));

      assertThat(bodies(chat)).hasSize(3);
    }
  }

  @Rule("ARC-3")
  @Test
  void arc_3_max_zero_gives_only_the_count() {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      var count = "<set xmlns=\"http://jabber.org/protocol/rsm\"><count>%d</count></set>";

      assertThat(list(alice, "with='" + BOB + "'", rsm("<max>0</max>")).children())
          .extracting(Element::toXml)
          .containsExactly(count.formatted(1));
      assertThat(retrieve(alice, BOB, "2012-05-28T10:00:00Z", rsm("<max>0</max>")).children())
          .extracting(Element::toXml)
          .containsExactly(count.formatted(3));
    }
  }

  @Rule("ARC-4")
  @Test
  void arc_4_times_and_exactness_of_a_list_do_not_count() {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      var attributes =
          "with='%s' start='2020-01-01T00:00:00Z' end='2020-01-02T00:00:00Z' exactmatch='true'"
              .formatted(BOB);

      assertThat(list(alice, attributes, "").children()).hasSize(1);
    }
  }

  @Rule("ARC-4")
  @Test
  void arc_4_any_time_retrieves_the_window_unless_it_is_strict() {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      assertThat(retrieve(alice, BOB, "1970-01-01T00:00:00Z", "").attribute("start"))
          .contains("2012-05-28T10:00:00Z");

      sandbox.set("archive.start", "strict");

      assertThat(retrieve(alice, BOB, "1970-01-01T00:00:00Z", "").toXml())
          .contains("<item-not-found ");
      assertThat(bodies(retrieve(alice, BOB, "2012-05-28T12:00:00+02:00", ""))).hasSize(3);
    }
  }

  @Rule("ARC-4")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "start='2012-05-28T10:00:00Z'",
        "with='8a1b2c3d4e5f6071@messenger.live.com'",
        "with='8a1b2c3d4e5f6071@messenger.live.com' start='yesterday'"
      })
  void arc_4_a_retrieve_names_the_peer_and_a_time(String attributes) {
    try (var sandbox = sandboxWith(lines(3));
        var alice = TestClient.alice(sandbox)) {
      assertThat(ask(alice, "<retrieve xmlns='urn:xmpp:archive' " + attributes + "/>").toXml())
          .contains("type=\"modify\"", "<bad-request ");
    }
  }

  @Rule("ARC-5")
  @Test
  void arc_5_history_at_one_of_both_suffices() {
    try (var sandbox = sandboxWith(lines(3));
        var bob = TestClient.signedIn(sandbox, BuiltIn.BOB)) {
      var alice = sandbox.jid(BuiltIn.ALICE);

      var chat = retrieve(bob, alice, "2012-05-28T10:00:00Z", "");

      assertThat(bodies(chat)).hasSize(3);
      assertThat(chat.children()).extracting(Element::name).containsExactly("to", "from", "to");
    }
  }

  @Rule("ARC-6")
  @Test
  void arc_6_extras_are_tolerable() {
    try (var sandbox = sandboxWith(lines(1));
        var alice = TestClient.alice(sandbox)) {
      sandbox.set("archive.extras", "on");

      var chat = retrieve(alice, BOB, "2012-05-28T10:00:00Z", "");

      assertThat(chat.attributes()).containsKeys("subject", "thread", "version");
      assertThat(chat.children())
          .extracting(Element::name)
          .containsExactly("previous", "next", "note", "from");
    }
  }

  @Rule("ARC-7")
  @Test
  void arc_7_rsm_can_be_left_out() {
    try (var sandbox = sandboxWith(lines(1));
        var alice = TestClient.alice(sandbox)) {
      sandbox.set("archive.rsm", "none");

      assertThat(list(alice, "with='" + BOB + "'", rsm("<max>1</max>")).children()).hasSize(1);
    }
  }

  @Rule("ARC-8")
  @ParameterizedTest
  @ValueSource(strings = {"save", "remove", "modified", "pref", "auto"})
  void arc_8_nothing_else_is_implemented(String name) {
    try (var sandbox = sandboxWith(lines(1));
        var alice = TestClient.alice(sandbox)) {
      var answer = alice.ask("set", "<" + name + " xmlns='urn:xmpp:archive'/>");

      assertThat(answer.toXml()).contains("type=\"cancel\"", "<feature-not-implemented ");
    }
  }

  @Rule("ARC-9")
  @Test
  void arc_9_a_message_is_there_as_soon_as_it_was_sent() {
    try (var sandbox = sandboxWith(List.of())) {
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "Call me later");
      try (var alice = TestClient.alice(sandbox)) {
        assertThat(bodies(retrieve(alice, BOB, "1970-01-01T00:00:00Z", "")))
            .containsExactly("Call me later");
      }
    }
  }
}
