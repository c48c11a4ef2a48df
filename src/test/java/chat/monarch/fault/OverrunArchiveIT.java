package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.Sandbox;
import chat.monarch.testkit.homeserver.StubEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream breaks with more in it than the archive shows: the room says since when messages may be
/// missing, and that time covers each that is.
final class OverrunArchiveIT {
  private static final int WINDOW = 10;
  private static final Clock CLOCK = Clock.systemUTC();

  private static Stage stage;
  private static Sandbox service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var window = Map.of("monarch.messenger.archive.fetch", Integer.toString(WINDOW));
    stage = Stage.open(folder, 2, window);
    service = stage.service();
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  /// The user's message was kept by the bridge behind the contact's, which never arrived.
  @Test
  void what_was_lost_before_a_message_in_doubt_is_covered() {
    var conversation = stage.conversation(0);
    service.freeze();
    var lost = contactSays(conversation, "lost, and not shown");
    conversation.userSays("in doubt");
    service.awaitHeldBack();
    overrun(conversation);
    service.drop(conversation.account());
    service.thaw();

    assertCovered(conversation, lost);
  }

  /// After the lost one, a stream brought another, and the process ended before it looked at the
  /// archive.
  @Test
  void what_was_lost_before_a_message_that_waited_in_a_process_that_ended_is_covered() {
    var conversation = stage.conversation(1);
    service.failNext("urn:xmpp:archive", "silence", 1);
    service.freeze();
    var lost = contactSays(conversation, "lost, and not shown");
    service.drop(conversation.account());
    service.thaw();
    conversation.awaitReconnecting();
    service.advance(Duration.ofSeconds(2));
    var kept = stage.database().holdAfterCommit("insert into outbox");
    conversation.contactSays("brought by the next stream");
    kept.await();

    stage.scene().killBridge();
    kept.release();
    overrun(conversation);
    stage.scene().startBridgeAgain();

    assertCovered(conversation, lost);
    assertThat(conversation.events())
        .extracting(StubEvent::body)
        .containsSubsequence("brought by the next stream", "shown 0", "shown 9");
  }

  private static Instant contactSays(Conversation conversation, String text) {
    var before = CLOCK.instant();
    conversation.contactSays(text);
    return before;
  }

  private static void overrun(Conversation conversation) {
    for (var i = 0; i < WINDOW; i++) {
      conversation.contactSays("shown " + i);
    }
  }

  private static void assertCovered(Conversation conversation, Instant lost) {
    conversation.awaitShown("shown " + (WINDOW - 1));
    assertThat(conversation.events())
        .extracting(StubEvent::body)
        .doesNotContain("lost, and not shown");
    assertThat(gaps(conversation))
        .hasSize(1)
        .allSatisfy(from -> assertThat(from).isBeforeOrEqualTo(lost));
  }

  /// Since when messages may be missing, as the room says.
  private static List<Instant> gaps(Conversation conversation) {
    return conversation.events().stream()
        .map(event -> event.content().path("chat.monarch").path("gap"))
        .filter(gap -> gap.has("from"))
        .map(gap -> Instant.ofEpochMilli(gap.path("from").asLong()))
        .toList();
  }
}
