package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the service does to a connection while people write both ways. Each test has a user of its
/// own, since the pauses between the attempts of one grow.
final class ServiceFaultIT {
  private static final int TESTS = 9;
  private static final AtomicInteger PAIRS = new AtomicInteger();

  private static Stage stage;
  private static Sandbox service;
  private Conversation conversation;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    stage = Stage.open(folder, TESTS, Map.of("monarch.messenger.keepalive.timeout", "3s"));
    service = stage.service();
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @BeforeEach
  void talkToSomebody() {
    conversation = stage.conversation(PAIRS.getAndIncrement());
  }

  @Test
  void nothing_is_lost_when_it_cuts_the_connection_after_some_stanzas() {
    service.cutConnectionAfter(3);
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
  void nothing_is_lost_when_all_its_processes_are_killed() {
    var talk = conversation.talk().say(5);
    service.goAway();
    talk.say(5);
    service.comeBack();
    assertPerfect(talk.say(3));
  }

  @Test
  void nothing_is_lost_by_a_stream_error_and_a_refused_sign_in() {
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
  void the_sender_of_a_message_that_it_refuses_is_told() {
    service.failNext("message", "cancel/item-not-found", 1);
    var outcome = conversation.talk().say(4).outcome();
    assertThat(outcome).matches(Outcome::isHonest, "is honest");
    assertThat(outcome.told()).hasSize(1);
  }

  private static void assertPerfect(Talk talk) {
    assertThat(talk.outcome()).matches(Outcome::isPerfect, "is perfect");
  }
}
