package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the service does to the bridge's connection while people write both ways.
final class ServiceFaultIT {
  private static Stage stage;
  private static Sandbox service;
  private static Conversation conversation;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var quickPings =
        Map.of(
            "monarch.messenger.keepalive.interval", "5s",
            "monarch.messenger.keepalive.timeout", "3s");
    stage = Stage.open(folder, 1, quickPings);
    service = stage.service();
    conversation = stage.conversation(0);
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void nothing_is_lost_when_it_cuts_the_connection_after_some_stanzas(int stanzas) {
    service.cutConnectionAfter(stanzas);
    assertPerfect(conversation.talk().say(5));
  }

  @Test
  void nothing_is_lost_when_it_cuts_the_connection_while_it_writes() {
    service.cutConnectionAfterDelivering(3);
    assertPerfect(conversation.talk().say(5));
  }

  @Test
  void nothing_is_lost_when_a_stanza_breaks_off() {
    service.truncateDelivery(3);
    assertPerfect(conversation.talk().say(5));
  }

  @Test
  void nothing_is_lost_when_it_freezes_until_it_is_given_up() {
    service.freeze();
    var talk = conversation.talk().say(5);
    service.awaitHeldBack();
    conversation.awaitReconnecting();
    service.thaw();
    assertPerfect(talk);
  }

  @Test
  void nothing_is_lost_by_a_stream_error_and_refused_sign_ins() {
    var talk = conversation.talk().say(3);
    service.failNextSasl("temporary-auth-failure", 1);
    service.endStreams(conversation.account(), "internal-server-error", null);
    assertPerfect(talk.say(3));
  }

  @Test
  void nothing_is_lost_when_it_sends_the_session_elsewhere() {
    var talk = conversation.talk().say(3);
    assertThat(service.redirect(conversation.account())).isPositive();
    assertPerfect(talk.say(3));
  }

  @Test
  void presences_and_answers_that_come_twice_do_no_harm() {
    service.deliverTwice("presence", 3);
    service.deliverTwice("iq", 5);
    assertPerfect(conversation.talk().say(5));
  }

  @Test
  void nothing_is_lost_when_it_refuses_for_a_moment() {
    service.failNext("message", "wait/resource-constraint", 1);
    var outcome = conversation.talk().say(4).outcome();
    assertThat(outcome).matches(Outcome::isHonest, "is honest");
  }

  private static void assertPerfect(Talk talk) {
    assertThat(talk.outcome()).matches(Outcome::isPerfect, "is perfect");
  }
}
