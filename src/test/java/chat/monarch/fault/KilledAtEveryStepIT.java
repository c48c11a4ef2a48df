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

  /// A room's first message is uncertain, and the room is woken just when the account comes online
  /// again, but before its conversations wait for the look at the archive that comes then.
  @Test
  void a_room_that_is_woken_while_the_account_comes_online_waits_for_the_look_at_the_archive() {
    var talk = conversation.talk().say(2).arrive();
    var settled = stage.database().holdBeforeCommit("update inbox set state = $1, finished_at");
    var came = stage.database().holdBeforeCommit("insert into outbox");
    talk.say(2);
    came.await();
    stage.scene().killBridge();
    settled.abandon();
    came.abandon();

    var mark = stage.service().mark();
    var roster = stage.database().holdBeforeCommit("select ce1_0");
    stage.scene().startBridgeAgain();
    roster.await();
    var taken = stage.database().holdAfterCommit("insert into inbox");
    talk.say(1);
    taken.await();
    taken.release();
    var looked = stage.database().holdAfterCommit("select id, event, room");
    looked.isReachedWithin(Duration.ofSeconds(2));
    looked.release();
    assertThat(stage.hasAsked(mark, "urn:xmpp:archive")).isFalse();
    roster.release();

    assertThat(talk.outcome()).matches(Outcome::isPerfect, "is perfect");
  }
}
