package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.sandbox.people.BuiltIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Since when messages may have been lost, as the next stream is told.
class DoubtTest {
  private static final String PUSH =
      "<iq xmlns='jabber:client' type='set' id='push1' from='messenger.live.com'>"
          + "<query xmlns='jabber:iq:roster'>"
          + "<item jid='0f0e@messenger.live.com' name='Dan' subscription='both'/></query></iq>";

  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Session signIn() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    return session;
  }

  private @Nullable Instant toldNext() {
    return bench.heard().await(Heard.Word.Online.class, 2, _ -> true).doubtSince();
  }

  private void say(String text) {
    bench.sandbox().send(BuiltIn.BOB, BuiltIn.ALICE, text);
  }

  private void awaitMessage(String text) {
    bench.heard().await(Heard.Word.Message.class, 1, word -> word.chat().body().equals(text));
  }

  @Test
  void the_first_stream_has_nothing_before_it() {
    signIn();

    assertThat(bench.heard().await(Heard.Word.Online.class).doubtSince()).isNull();
  }

  @Test
  void what_was_cut_is_in_doubt_since_the_last_that_was_heard_and_told() {
    var session = signIn();
    var before = Instant.now();
    say("the last one");
    awaitMessage("the last one");

    bench.sandbox().drop(BuiltIn.ALICE);

    assertThat(toldNext()).isBetween(before, Instant.now());
    assertThat(session.doubtSince()).as("the new stream's own").isAfter(before);
  }

  @Test
  void what_is_frozen_is_in_doubt_since_the_last_answer_not_since_it_was_noticed() {
    bench.close();
    bench = new Bench(Map.of("keepalive.interval", "50ms", "keepalive.timeout", "300ms"));
    signIn();

    bench.sandbox().freeze();
    var frozen = Instant.now();
    bench.heard().awaitState(SessionState.Waiting.class);
    bench.sandbox().thaw();

    assertThat(toldNext()).isBefore(frozen.plus(Duration.ofMillis(50)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"system-shutdown", "connection-timeout", "reset", "policy-violation"})
  void what_the_service_sent_behind_a_stream_error_is_in_doubt(String condition) {
    signIn();
    var before = Instant.now();

    bench.sandbox().endStreams(BuiltIn.ALICE, condition, null);

    assertThat(toldNext()).isBetween(before, Instant.now());
  }

  @Test
  void what_the_service_sent_behind_a_redirect_is_in_doubt() {
    signIn();
    var before = Instant.now();

    bench.sandbox().redirect(BuiltIn.ALICE);

    assertThat(toldNext()).isBetween(before, Instant.now());
  }

  @Test
  void a_new_connection_that_was_asked_for_leaves_nothing_in_doubt() {
    var session = signIn();

    session.reconnect();

    assertThat(toldNext()).isNull();
  }

  @Test
  void what_the_bridge_could_not_keep_is_in_doubt_since_before_it_came() {
    signIn();
    say("kept");
    awaitMessage("kept");
    var before = Instant.now();
    bench
        .heard()
        .whileReceiving(
            () -> {
              throw new IllegalStateException("the database is away");
            });

    say("not kept");

    assertThat(toldNext()).isBetween(before.minusSeconds(10), before);
  }

  @Test
  void what_came_before_a_stream_error_is_told_although_it_waited_behind_a_question()
      throws InterruptedException {
    signIn();
    var slow = new CountDownLatch(1);
    var inHand = new CountDownLatch(1);
    bench
        .heard()
        .whileReceiving(
            () -> {
              inHand.countDown();
              await(slow);
            });
    say("slow");
    await(inHand);
    bench.sandbox().sendRaw(BuiltIn.ALICE, PUSH);
    say("behind it");
    var end = Instant.now();
    bench.sandbox().endStreams(BuiltIn.ALICE, "reset", null);
    bench.sandbox().awaitConnection(connection -> connection.end() != null);

    slow.countDown();

    assertThat(toldNext()).as("nothing before the end is").isBetween(end, Instant.now());
    awaitMessage("behind it");
  }

  @Test
  void closing_tells_what_came_before_the_end() throws InterruptedException {
    var session = signIn();
    var slow = new CountDownLatch(1);
    var inHand = new CountDownLatch(1);
    bench
        .heard()
        .whileReceiving(
            () -> {
              inHand.countDown();
              await(slow);
            });
    say("slow");
    await(inHand);
    say("the last one");
    session.close();
    assertThat(session.doubtSince()).isNotNull();

    slow.countDown();
    session.awaitClosed(Duration.ofSeconds(10));

    awaitMessage("the last one");
    assertThat(session.doubtSince()).isNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
