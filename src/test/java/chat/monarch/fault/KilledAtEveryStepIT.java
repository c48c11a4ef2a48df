package chat.monarch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The bridge is killed with SIGKILL at every step of a message's way, in both directions, with
/// traffic before, during and after.
final class KilledAtEveryStepIT {
  private static Stage stage;
  private static Conversation conversation;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    stage = Stage.open(folder, 1, Map.of());
    conversation = stage.conversation(0);
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_lost_doubled_or_reordered(Step step) {
    var talk = conversation.talk().say(3).arrive();
    var kill = stage.killAt(step);
    talk.say(4);
    kill.thenStartAgain();

    var outcome = talk.say(3).outcome();

    assertThat(outcome).matches(Outcome::isPerfect, "is perfect");
  }

  /// A room's first message is uncertain and the room is woken just when the account is online
  /// again, but before its conversations wait for the look at the archive that comes then.
  @Test
  void two_looks_at_the_archive_at_once_take_nothing_over_twice() {
    var talk = conversation.talk().say(2).arrive();
    var settled = stage.database().holdBeforeCommit("update inbox set state = $1, finished_at");
    var came = stage.database().holdBeforeCommit("insert into outbox");
    talk.say(2);
    settled.await();
    came.await();
    stage.scene().killBridge();
    settled.abandon();
    came.abandon();

    var online = stage.database().holdBeforeCommit("select ce1_0");
    stage.scene().startBridgeAgain();
    online.await();
    var firstLook = stage.database().holdAfterCommit("select remote_id, part, outgoing");
    var mark = stage.service().mark();
    talk.say(1);
    stage.awaitAsked(mark, "urn:xmpp:archive");
    online.release();
    firstLook.await();
    var secondLook = stage.database().holdBeforeCommit("insert into outbox");
    secondLook.isReachedWithin(Duration.ofSeconds(3));
    secondLook.release();
    firstLook.release();

    assertThat(talk.outcome()).matches(Outcome::isPerfect, "is perfect");
  }
}
