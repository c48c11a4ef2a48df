package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Ns;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The faults that a test can inject.
final class FaultTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void write(TestClient client, String body) {
    client.send(
        "<message type='chat' to='%s'><body>%s</body></message>"
            .formatted(sandbox.jid(BuiltIn.BOB), body));
  }

  @Test
  void a_connection_can_be_dropped() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(sandbox.drop(BuiltIn.ALICE)).isEqualTo(1);

      alice.assertCut();
      assertThat(sandbox.awaitConnection(c -> c.end() != null).end()).isEqualTo("cut");
    }
  }

  @Test
  void a_connection_can_be_cut_by_the_nth_stanza_which_is_still_acted_upon() {
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.cutConnectionAfter(3);

      write(alice, "one");
      write(alice, "two");
      write(alice, "three");

      sandbox.awaitReceived(BuiltIn.BOB, "three");
      alice.assertCut();
    }
  }

  @Test
  void a_connection_can_be_cut_after_the_nth_stanza_was_delivered() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.cutConnectionAfterDelivering(2);

      IntStream.rangeClosed(1, 3)
          .forEach(i -> sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "message " + i));

      var got = sandbox.awaitConnection(c -> c.end() != null);
      assertThat(got.end()).isEqualTo("cut");
      assertThat(sandbox.log(BuiltIn.ALICE).getLast().body()).isEqualTo("message 2");
      alice.next();
    }
  }

  @Test
  void the_service_can_vanish_and_come_back() {
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.goAway();
      alice.assertCut();
    }
    assertThatThrownBy(() -> TestClient.alice(sandbox)).as("who comes is cut").isNotNull();

    sandbox.comeBack();

    try (var alice = TestClient.alice(sandbox)) {
      alice.sync();
    }
  }

  @Test
  void a_stanza_can_break_off_in_its_middle() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.truncateDelivery(2);

      IntStream.rangeClosed(1, 3)
          .forEach(i -> sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "message " + i));

      assertThat(sandbox.awaitConnection(c -> c.end() != null).end()).isEqualTo("cut");
      assertThat(alice.next().toXml()).contains("message 1");
      assertThat(sandbox.log(BuiltIn.ALICE).getLast().body()).isEqualTo("message 1");
      alice.assertCut();
    }
  }

  @Test
  void a_stanza_can_come_twice() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.deliverTwice("message", 1);

      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "echo");
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "once");

      assertThat(alice.next()).isEqualTo(alice.next());
      assertThat(alice.next().toXml()).contains("once");
      assertThat(sandbox.log(BuiltIn.ALICE).stream().filter(e -> e.body().equals("echo")))
          .hasSize(2);
    }
  }

  @Test
  void a_stream_can_be_ended_by_any_error() {
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.endStreams(BuiltIn.ALICE, "conflict", "Signed in elsewhere");

      var error = alice.streamError();
      assertThat(error.child(Ns.STREAM_ERROR, "conflict")).isPresent();
      assertThat(error.child(Ns.STREAM_ERROR, "text")).isPresent();
    }
  }

  @Test
  void the_service_can_freeze_and_go_on() {
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.freeze();
      write(alice, "cold");
      sandbox.send(BuiltIn.CAROL, BuiltIn.BOB, "warm");
      assertThat(sandbox.log(BuiltIn.BOB))
          .extracting(entry -> entry.body())
          .containsExactly("warm");

      sandbox.thaw();

      sandbox.awaitReceived(BuiltIn.BOB, "cold");
    }
  }

  @Test
  void the_connections_of_one_account_can_freeze_while_others_work() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(sandbox.freeze(BuiltIn.ALICE)).isEqualTo(1);
      write(alice, "into a hole");
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "into the other");
      sandbox.send(BuiltIn.CAROL, BuiltIn.BOB, "warm");
      assertThat(sandbox.sessions(BuiltIn.ALICE)).hasSize(1);
    }
    sandbox.awaitConnection(connection -> connection.end() != null);
    assertThat(sandbox.log(BuiltIn.ALICE)).noneMatch(entry -> !entry.body().isEmpty());
    assertThat(sandbox.log(BuiltIn.BOB)).noneMatch(entry -> entry.body().equals("into a hole"));
    assertThat(sandbox.log(BuiltIn.BOB)).anyMatch(entry -> entry.body().equals("warm"));
  }

  @Test
  void the_next_stanzas_of_a_kind_can_fail_or_be_left_unanswered() {
    sandbox.failNext("message", "wait/resource-constraint", 1);
    sandbox.failNext(Ns.ARCHIVE, "cancel/feature-not-implemented", 1);
    sandbox.failNext(Ns.VCARD, "silence", 1);
    var list = "<list xmlns='urn:xmpp:archive'/>";
    try (var alice = TestClient.alice(sandbox)) {
      write(alice, "one");
      write(alice, "two");
      assertThat(alice.next().toXml()).contains("type=\"wait\"", "<resource-constraint ");
      sandbox.awaitReceived(BuiltIn.BOB, "two");
      assertThat(sandbox.log(BuiltIn.BOB)).hasSize(1);

      assertThat(alice.ask("get", list).attribute("type")).contains("error");
      assertThat(alice.ask("get", list).attribute("type")).contains("result");

      alice.send("<iq type='get' id='v'><vCard xmlns='vcard-temp'/></iq>");
      assertThat(alice.rest()).isEmpty();
    }
  }

  @Test
  void answers_can_be_held_back() {
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.set("fault.delay", "150ms");
      var before = System.nanoTime();

      alice.sync();

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(149));
    }
  }

  @Test
  void anything_can_be_sent_and_be_it_two_mebibytes() {
    try (var alice = TestClient.alice(sandbox)) {
      var body = "x".repeat(2 << 20);
      sandbox.sendRaw(
          BuiltIn.ALICE, "<message type='chat' from='a@b'><body>" + body + "</body></message>");

      assertThat(alice.next().children().getFirst().text()).hasSize(2 << 20);
    }
  }

  @Test
  void both_directions_are_in_the_log_with_rising_numbers() {
    try (var alice = TestClient.alice(sandbox).available()) {
      var mark = sandbox.mark();
      write(alice, "to you");
      alice.sync();
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "to me");

      var sent = sandbox.awaitSent(BuiltIn.ALICE, stanza -> stanza.name().equals("message"));
      var delivered = sandbox.awaitReceived(BuiltIn.ALICE, "to me");

      assertThat(sent.sequence()).isGreaterThan(mark).isLessThan(delivered.sequence());
      assertThat(sent.connection()).isEqualTo(delivered.connection());
    }
  }

  @Test
  void the_log_keeps_only_the_latest_or_none() {
    sandbox.set("log.limit", "2");
    IntStream.range(0, 5).forEach(i -> sandbox.send(BuiltIn.BOB, BuiltIn.CAROL, "message " + i));
    assertThat(sandbox.log(BuiltIn.CAROL))
        .extracting(entry -> entry.body())
        .containsExactly("message 3", "message 4");

    sandbox.set("log.limit", "0");
    sandbox.send(BuiltIn.BOB, BuiltIn.CAROL, "unseen");
    assertThat(sandbox.log(BuiltIn.CAROL)).hasSize(2);
  }
}
