package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream breaks with messages in it, history is on, and the archive does not answer when it is
/// asked for them, while both go on writing. What was lost still comes before what was written
/// since.
final class MuteArchiveIT {
  private static final String ARCHIVE = "urn:xmpp:archive";

  private static Stage stage;
  private static Sandbox service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    stage = Stage.open(folder, 3, Map.of("monarch.messenger.keepalive.timeout", "3s"));
    service = stage.service();
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void it_is_asked_again_and_nothing_is_lost_or_out_of_order() {
    var conversation = stage.conversation(0);
    var talk = loseSome(conversation);

    talk.say(3);

    assertPerfect(talk);
  }

  @Test
  void so_it_is_when_the_next_stream_breaks_before_it_answers() {
    var conversation = stage.conversation(1);
    var talk = loseSome(conversation);
    var mark = service.mark();
    talk.say(3);
    conversation.awaitDelivered(mark, 3);

    service.drop(conversation.account());
    talk.say(3);

    assertPerfect(talk);
  }

  @Test
  void so_it_is_when_the_bridge_is_killed_before_it_answers() {
    var conversation = stage.conversation(2);
    var talk = loseSome(conversation);
    var kept = stage.database().holdAfterCommit("insert into outbox");
    talk.say(1);
    kept.await();

    stage.scene().killBridge();
    kept.release();
    stage.scene().startBridgeAgain();
    talk.say(3);

    assertPerfect(talk);
  }

  /// Returns when the archive was asked the first time, and is mute.
  private static Talk loseSome(Conversation conversation) {
    var talk = conversation.talk().say(3).arrive();
    var mark = service.mark();
    service.failNext(ARCHIVE, "silence", 1);
    conversation.breakStreamWhile(() -> talk.say(3));
    conversation.awaitAsked(mark, ARCHIVE);
    return talk;
  }

  private static void assertPerfect(Talk talk) {
    var outcome = talk.outcome();
    assertThat(outcome).as(outcome.toString()).matches(Outcome::isPerfect, "is perfect");
  }
}
