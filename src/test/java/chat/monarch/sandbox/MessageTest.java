package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// B.8: messages and chat states.
final class MessageTest {
  private static final String EVE = "1234567890abcdef";

  private final Sandbox sandbox =
      Sandbox.start(
          SandboxOptions.defaults()
              .withPersonas(
                  Personas.of(
                      BuiltIn.alice(),
                      BuiltIn.bob(),
                      BuiltIn.carol().withBlocks(BuiltIn.ALICE),
                      Persona.named(EVE, "eve@example.com", "Eve")
                          .with(new Persona.NativePresence("NLN", null)))));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String message(String to, String content) {
    return "<message type='chat' id='c1' to='%s'>%s</message>".formatted(to, content);
  }

  private static String error(Element answer) {
    var error = answer.child(Ns.CLIENT, "error").orElseThrow();
    return error.attribute("type").orElseThrow() + "/" + error.children().getFirst().name();
  }

  private String bob() {
    return sandbox.jid(BuiltIn.BOB);
  }

  @Rule({"GEN-7", "MSG-2", "MSG-3"})
  @Test
  void a_native_contact_writes() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "Hi <&> \"you\"");

      assertThat(alice.next().toXml())
          .isEqualTo(
              "<message xmlns=\"jabber:client\" type=\"chat\" from=\"%s\" to=\"%s\">"
                      .formatted(sandbox.nativeJid(BuiltIn.BOB), alice.jid())
                  + "<body>Hi &lt;&amp;&gt; &quot;you&quot;</body></message>");
    }
  }

  @Rule("MSG-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message to='8a1b2c3d4e5f6071@messenger.live.com' id='m'><body>x</body></message>",
        "<message to='8a1b2c3d4e5f6071@messenger.live.com' id='m' type='headline'/>",
        "<message to='8a1b2c3d4e5f6071@messenger.live.com' id='m' type='groupchat'/>"
      })
  void msg_1_only_chat_is_known(String message) {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(message);

      var answer = alice.next();
      assertThat(error(answer)).isEqualTo("cancel/feature-not-implemented");
      assertThat(answer.attribute("id")).contains("m");
      assertThat(answer.attribute("from")).contains(bob());
    }
  }

  @Rule("MSG-1")
  @Test
  void msg_1_errors_are_dropped() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<message type='error' to='" + bob() + "'><body>x</body></message>");

      assertThat(alice.rest()).isEmpty();
      assertThat(sandbox.log(BuiltIn.BOB)).isEmpty();
    }
  }

  @Rule({"GEN-7", "MSG-2"})
  @Test
  void msg_2_body_and_state_go_on_and_nothing_else() {
    try (var alice = TestClient.alice(sandbox);
        var bob = TestClient.signedIn(sandbox, BuiltIn.BOB, "phone").available().forget()) {
      alice.send(
          message(
              bob(),
              "<subject>s</subject><body>one\r\ntwo</body><thread>t</thread>"
                  + "<active xmlns='http://jabber.org/protocol/chatstates'/>"
                  + "<request xmlns='urn:xmpp:receipts'/>"
                  + "<html xmlns='http://jabber.org/protocol/xhtml-im'><p/></html>"));

      assertThat(bob.next().toXml())
          .isEqualTo(
              "<message xmlns=\"jabber:client\" type=\"chat\" from=\"%s\" to=\"%s\">"
                      .formatted(alice.jid(), bob.jid())
                  + "<body>one\ntwo</body>"
                  + "<active xmlns=\"http://jabber.org/protocol/chatstates\"/></message>");
    }
  }

  @Rule("MSG-2")
  @ParameterizedTest
  @ValueSource(strings = {"<body>one</body><body>two</body>", "<body/>"})
  void msg_2_there_is_exactly_one_body_and_it_says_something(String content) {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(message(bob(), content));

      assertThat(error(alice.next())).isEqualTo("modify/bad-request");
    }
  }

  @Rule("MSG-2")
  @Test
  void msg_2_what_is_stripped_to_nothing_is_dropped() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(message(bob(), "<attention xmlns='urn:xmpp:attention:0'/>"));

      assertThat(alice.rest()).isEmpty();
      assertThat(sandbox.log(BuiltIn.BOB)).isEmpty();
    }
  }

  @Rule("MSG-3")
  @Test
  void msg_3_every_available_session_gets_it_and_the_sender_no_copy() {
    try (var alice = TestClient.signedIn(sandbox, BuiltIn.ALICE, "one").available().forget();
        var other = TestClient.signedIn(sandbox, BuiltIn.ALICE, "two").available().forget();
        var silent = TestClient.signedIn(sandbox, BuiltIn.ALICE, "three");
        var bob = TestClient.signedIn(sandbox, BuiltIn.BOB, "phone").available()) {
      alice.forget();
      other.forget();
      bob.send(message(sandbox.jid(BuiltIn.ALICE) + "/one", "<body>Hi</body>"));

      assertThat(alice.next().child(Ns.CLIENT, "body")).isPresent();
      assertThat(other.next().child(Ns.CLIENT, "body")).isPresent();
      assertThat(silent.rest()).isEmpty();
      bob.forget();

      alice.send(message(bob(), "<body>Yes</body>"));

      assertThat(bob.next().child(Ns.CLIENT, "body")).isPresent();
      assertThat(other.rest()).isEmpty();
      assertThat(alice.rest()).isEmpty();
    }
  }

  @Rule("MSG-4")
  @ParameterizedTest
  @ValueSource(strings = {"active", "composing", "paused", "inactive", "gone"})
  void msg_4_chat_states_are_relayed(String state) {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.sendState(BuiltIn.BOB, BuiltIn.ALICE, state);

      var message = alice.next();
      assertThat(message.child(Ns.CHAT_STATES, state)).isPresent();
      assertThat(message.child(Ns.CLIENT, "body")).isEmpty();
    }
  }

  @Rule("MSG-4")
  @Test
  void msg_4_or_dropped_silently() {
    sandbox.set("chatstates", "off");
    try (var alice = TestClient.alice(sandbox)) {
      var state = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
      alice.send(message(bob(), state));
      alice.send(message(bob(), "<body>Hi</body>" + state));

      assertThat(alice.rest()).isEmpty();
      assertThat(sandbox.awaitReceived(BuiltIn.BOB, "Hi").stanza().children()).hasSize(1);
      assertThat(sandbox.log(BuiltIn.BOB)).hasSize(1);
    }
  }

  @Rule("MSG-5")
  @Test
  void t29_what_was_kept_comes_once_with_its_time_the_oldest_first() {
    sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "first");
    sandbox.advance(Duration.ofSeconds(11));
    sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "second");
    try (var one = TestClient.signedIn(sandbox, BuiltIn.ALICE, "one").available();
        var two = TestClient.signedIn(sandbox, BuiltIn.ALICE, "two").available()) {
      var messages = one.rest().stream().filter(s -> s.name().equals("message")).toList();

      assertThat(messages)
          .extracting(message -> message.child(Ns.CLIENT, "body").orElseThrow().text())
          .containsExactly("first", "second");
      assertThat(messages.getFirst().attribute("from")).contains(bob());
      var delays =
          messages.stream().map(message -> message.child(Ns.DELAY, "delay").orElseThrow()).toList();
      assertThat(delays.getFirst().attribute("from")).contains("messenger.live.com");
      assertThat(Duration.between(stamp(delays.get(0)), stamp(delays.get(1))))
          .isBetween(Duration.ofSeconds(11), Duration.ofSeconds(13));
      assertThat(two.rest()).noneMatch(stanza -> stanza.name().equals("message"));
    }
  }

  private static Instant stamp(Element delay) {
    return Instant.parse(delay.attribute("stamp").orElseThrow());
  }

  @Rule("MSG-5")
  @Test
  void msg_5_chat_states_are_not_kept() {
    sandbox.sendState(BuiltIn.BOB, BuiltIn.ALICE, "composing");
    try (var alice = TestClient.alice(sandbox).available()) {
      assertThat(alice.rest()).noneMatch(stanza -> stanza.name().equals("message"));
    }
  }

  @Rule("MSG-5")
  @Test
  void msg_5_a_native_contact_gets_what_was_kept_when_it_signs_in() {
    sandbox.presence(BuiltIn.BOB, "FLN", null);
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(message(bob(), "<body>Call me</body>"));
      alice.sync();
      assertThat(sandbox.log(BuiltIn.BOB)).isEmpty();

      sandbox.presence(BuiltIn.BOB, "NLN", null);

      assertThat(sandbox.awaitReceived(BuiltIn.BOB, "Call me").stanza().child(Ns.DELAY, "delay"))
          .isPresent();
    }
  }

  @Rule("MSG-6")
  @Test
  void msg_6_to_somebody_who_blocks_it_is_dropped_silently() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(message(sandbox.jid(BuiltIn.CAROL), "<body>Hello?</body>"));

      assertThat(alice.rest()).isEmpty();
      assertThat(sandbox.log(BuiltIn.CAROL)).isEmpty();
    }
  }

  @Rule("MSG-6")
  @Test
  void msg_6_somebody_who_blocks_is_seen_as_offline() {
    try (var alice = TestClient.alice(sandbox).available()) {
      assertThat(alice.rest())
          .noneMatch(s -> s.attribute("from").orElse("").startsWith(BuiltIn.CAROL));
    }
  }

  @Rule("MSG-6")
  @ParameterizedTest
  @CsvSource({
    "1111111111111111@messenger.live.com, cancel/item-not-found",
    "messenger.live.com, cancel/item-not-found",
    "bob@example.net, cancel/remote-server-not-found",
    "a@b@c, modify/jid-malformed"
  })
  void msg_6_to_nobody_it_is_an_error(String to, String error) {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(message(to, "<body>Hello?</body>"));

      var answer = alice.next();
      assertThat(error(answer)).isEqualTo(error);
      assertThat(answer.attribute("from")).contains(to);
      assertThat(answer.attribute("id")).contains("c1");
    }
  }

  @Rule("MSG-6")
  @Test
  void msg_6_strangers_may_write_unless_the_switch_says_otherwise() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.send(EVE, BuiltIn.ALICE, "Buy this");
      assertThat(alice.next().child(Ns.CLIENT, "body")).isPresent();

      sandbox.set("messages.from_strangers", "drop");
      sandbox.send(EVE, BuiltIn.ALICE, "Buy that");
      assertThat(alice.rest()).isEmpty();
    }
  }
}
