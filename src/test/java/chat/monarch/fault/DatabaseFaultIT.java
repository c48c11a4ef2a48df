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
import org.junit.jupiter.params.provider.ValueSource;

/// What befalls the database while people write both ways.
final class DatabaseFaultIT {
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

  @Test
  void nothing_is_lost_while_it_is_gone_for_half_a_minute() {
    var talk = conversation.talk().say(3);
    var back = stage.database().goneFor(Duration.ofSeconds(30));
    talk.say(4);
    back.join();

    assertThat(talk.say(3).outcome()).matches(Outcome::isPerfect, "is perfect");
  }

  @Test
  void nothing_is_lost_when_all_its_processes_are_killed() {
    var talk = conversation.talk().say(3);
    stage.postgres().kill();
    talk.say(4);
    stage.postgres().startAgain();

    assertThat(talk.say(3).outcome()).matches(Outcome::isPerfect, "is perfect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into inbox",
        "update inbox set state = 'SENDING'",
        "update message set confirmed = true",
        "insert into outbox",
        "update outbox set state = 'SENT'"
      })
  void nothing_is_lost_when_a_connection_is_cut_before_and_after_a_commit(String statement) {
    var talk = conversation.talk();
    stage.database().cutBeforeCommit(statement);
    talk.say(4).arrive();
    stage.database().cutAfterCommit(statement);
    talk.say(4).arrive();

    assertThat(talk.outcome()).matches(Outcome::isPerfect, "is perfect");
  }

  @Test
  void the_only_message_of_a_room_goes_on_when_the_answer_to_its_commit_is_lost() {
    stage.database().cutAfterCommit("insert into inbox");
    conversation.userSays("alone");

    stage.service().awaitReceived(conversation.contact(), "alone");
  }
}
