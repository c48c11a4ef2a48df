package chat.monarch.soak;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.soak.Conversation.Gap;
import chat.monarch.soak.Conversation.Message;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AccountTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final List<Message> WRITTEN =
      List.of(message("a", 0), message("b", 1), message("c", 2), message("d", 3));

  private static final Gap AROUND_B = new Gap(at(2), at(1), at(1));

  @Test
  void what_came_once_and_in_order_is_delivered() {
    var account = account(List.of(), "a", "b", "c", "d");
    assertThat(account.delivered()).isEqualTo(4);
    assertThat(account.lost()).isEmpty();
    assertThat(account.reordered() + account.late() + account.excused()).isZero();
  }

  @Test
  void what_is_missing_is_lost_unless_a_line_covers_its_time() {
    assertThat(account(List.of(), "a", "c", "d").lost()).hasSize(1);
    assertThat(account(List.of(AROUND_B), "a", "c", "d").lost()).isEmpty();
    assertThat(account(List.of(AROUND_B), "a", "b", "d").lost()).hasSize(1);
  }

  @Test
  void what_comes_behind_newer_ones_is_reordered_whatever_was_said() {
    assertThat(account(List.of(), "a", "c", "b", "d").reordered()).isEqualTo(1);
    assertThat(account(List.of(AROUND_B), "a", "c", "b", "d").reordered()).isEqualTo(1);
    assertThat(account(List.of(), "a", "c", "b, past", "d").reordered()).isEqualTo(1);
  }

  @Test
  void what_comes_as_history_below_a_line_that_covers_it_is_late() {
    var account = account(List.of(AROUND_B), "a", "c", "b, past", "d");
    assertThat(account.reordered()).isZero();
    assertThat(account.displaced()).isEmpty();
    assertThat(account.late()).isEqualTo(1);
    assertThat(account.delivered()).isEqualTo(4);
  }

  @Test
  void what_is_late_may_not_come_twice_nor_excuse_others() {
    var account = account(List.of(AROUND_B), "a", "d", "b, past", "b, past", "c");
    assertThat(account.doubled()).hasSize(1);
    assertThat(account.reordered()).isEqualTo(1);
  }

  private static Account account(List<Gap> gaps, String... shown) {
    var talk =
        new Conversation(
            new People.Pair(0, 0),
            List.of(),
            List.of(),
            WRITTEN,
            Stream.of(shown).map(AccountTest::shown).toList(),
            Set.of(),
            gaps);
    return Account.toMatrix(talk);
  }

  private static Message shown(String words) {
    var mark = words.replace(", past", "");
    return new Message(mark, NOON, "text of " + mark, !mark.equals(words));
  }

  private static Message message(String mark, long seconds) {
    return new Message(mark, at(seconds), "text of " + mark, false);
  }

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }
}
