package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.it.Scene;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the homeserver does to the bridge while people write both ways.
final class HomeserverFaultIT {
  private static Stage stage;
  private static StubHomeserver homeserver;
  private static Conversation conversation;
  private static Conversation other;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    stage = Stage.open(folder, 2, Map.of());
    homeserver = stage.homeserver();
    conversation = stage.conversation(0);
    other = stage.conversation(1);
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void an_error_is_got_over() {
    homeserver.answer(503).times(2);
    assertPerfect(conversation.talk().say(4));
  }

  @Test
  void it_is_waited_for_as_long_as_it_says() {
    homeserver.limit(Duration.ofMillis(700)).times(3);
    assertPerfect(conversation.talk().say(4));
  }

  @Test
  void slow_answers_reorder_nothing() {
    homeserver.delay(Duration.ofMillis(400)).times(3);
    assertPerfect(conversation.talk().say(6));
  }

  @Test
  void a_lost_answer_doubles_nothing() {
    homeserver.loseAnswer().times(2);
    assertPerfect(conversation.talk().say(4));
  }

  @Test
  void a_request_that_hangs_delays_nobody_else() {
    var hanging = homeserver.hang();
    var talk = conversation.talk().say(4);
    hanging.await();
    assertPerfect(other.talk().say(4));
    hanging.abandon();
    assertPerfect(talk);
  }

  @Test
  void a_restart_costs_nothing() throws Exception {
    var talk = conversation.talk().say(4);
    homeserver.stop();
    talk.say(4);
    homeserver.startAgain();
    assertPerfect(talk.say(4));
  }

  @Test
  void what_it_forgot_at_a_restart_comes_in_its_place() throws Exception {
    var talk = conversation.talk().say(4).arrive();
    homeserver.stop();
    talk.say(4);
    homeserver.forget();
    homeserver.startAgain();
    assertPerfect(talk.say(4));
  }

  @Test
  void what_it_leaves_lying_after_an_outage_comes_in_its_place() throws Exception {
    var talk = conversation.talk().say(4).arrive();
    homeserver.stop();
    homeserver.startAgain();
    talk.say(2).arrive();
    homeserver.leaveLying(conversation::isOfUser);
    assertPerfect(talk.say(4));
  }

  @Test
  void what_it_leaves_lying_comes_though_nothing_is_behind_it() throws Exception {
    var talk = conversation.talk().say(2).arrive();
    homeserver.stop();
    homeserver.startAgain();
    talk.say(2).arrive();
    homeserver.leaveLying(conversation::isOfUser);
    conversation.userSays("the last for a long time");
    conversation.awaitReceived("the last for a long time");
  }

  @Test
  void a_ping_that_came_through_is_believed_more_than_its_answer() throws Exception {
    var talk = conversation.talk().say(2).arrive();
    homeserver.awaitPushed(Scene.PATIENCE);
    homeserver.failPings(true);
    stage.scene().killBridge();
    var firstLook = homeserver.nextSync();
    stage.scene().startBridgeAgain();
    firstLook.get(Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    homeserver.failPings(false);
    assertPerfect(talk.say(2));
  }

  @Test
  void a_ghost_that_was_sent_away_during_an_outage_comes_back() throws Exception {
    var postponed = stage.database().holdAfterCommit("set attempt = attempt + 1");
    homeserver.stop();
    var talk = conversation.talk().say(2);
    postponed.await();
    postponed.release();
    conversation.sendGhostAway();
    homeserver.startAgain();
    assertPerfect(talk.say(2));
  }

  @Test
  void transactions_that_come_again_long_after_double_nothing() throws Exception {
    var talk = conversation.talk().say(4).arrive();
    assertThat(homeserver.repeatTransactions()).isPositive();
    assertPerfect(talk.say(4));
  }

  private static void assertPerfect(Talk talk) {
    assertThat(talk.outcome()).matches(Outcome::isPerfect, "is perfect");
  }
}
