package chat.monarch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final List<String> SENT = List.of("a", "b", "c", "d", "e");

  @Test
  void all_once_and_in_order_is_perfect() {
    assertThat(Tally.of(SENT, SENT)).matches(Tally::isPerfect);
  }

  @Test
  void what_is_missing_is_lost() {
    assertThat(Tally.of(SENT, List.of("a", "c", "e")).lost()).containsExactly("b", "d");
  }

  @Test
  void what_comes_again_is_doubled_and_not_reordered() {
    var tally = Tally.of(SENT, List.of("a", "b", "a", "c", "d", "d", "d", "e"));
    assertThat(tally.doubled()).containsExactly("a", "d");
    assertThat(tally.reordered()).isZero();
  }

  @Test
  void one_that_changed_its_place_is_one_reordered() {
    assertThat(Tally.of(SENT, List.of("b", "c", "d", "e", "a")).reordered()).isEqualTo(1);
    assertThat(Tally.of(SENT, List.of("e", "d", "c", "b", "a")).reordered()).isEqualTo(4);
  }

  @Test
  void what_was_never_sent_is_strange() {
    var tally = Tally.of(SENT, List.of("a", "b", "x", "c", "d", "e"));
    assertThat(tally.strange()).containsExactly("x");
    assertThat(tally.isPerfect()).isFalse();
  }

  @Test
  void the_message_names_the_figures_and_the_texts() {
    assertThat(Tally.of(SENT, List.of("b", "a", "a", "c", "x", "e")))
        .hasToString("5 sent: 1 lost [d], 1 doubled [a], 1 reordered, 1 strange [x]");
  }

  @Test
  void a_text_that_was_sent_twice_cannot_be_counted() {
    assertThatThrownBy(() -> Tally.of(List.of("a", "a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
