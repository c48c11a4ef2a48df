package chat.monarch.matrix.appservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionNumbersTest {
  private static final Duration WATCH = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock();
  private final TransactionNumbers numbers = new TransactionNumbers(clock);

  @Test
  void what_follows_one_another_needs_no_look() {
    numbers.disturbed();
    for (var transaction = 1; transaction < 5; transaction++) {
      assertThat(numbers.isLookDue("" + transaction)).isFalse();
      numbers.taken("" + transaction);
    }
  }

  @Test
  void each_gap_needs_one_look_while_a_disturbance_is_fresh() {
    numbers.disturbed();
    numbers.taken("7");
    assertThat(numbers.isLookDue("9")).isTrue();
    numbers.looked("9");
    numbers.taken("9");
    assertThat(numbers.isLookDue("10")).isFalse();
    assertThat(numbers.isLookDue("12")).isTrue();
  }

  @Test
  void a_gap_before_something_that_is_not_kept_is_not_forgotten() {
    numbers.disturbed();
    numbers.taken("7");
    numbers.taken("9");
    assertThat(numbers.isLookDue("10")).isTrue();
    numbers.looked("10");
    assertThat(numbers.isLookDue("11")).isFalse();
  }

  @Test
  void long_after_a_disturbance_one_look_a_minute_is_enough() {
    numbers.taken("7");
    assertThat(numbers.isLookDue("9")).isTrue();
    numbers.looked("9");
    assertThat(numbers.isLookDue("11")).isFalse();
    numbers.taken("11");
    clock.pass(WATCH.plusMillis(1));
    assertThat(numbers.isLookDue("12")).isTrue();
  }

  @Test
  void a_disturbance_is_fresh_for_a_minute() {
    numbers.disturbed();
    numbers.looked("1");
    clock.pass(WATCH.minusMillis(1));
    assertThat(numbers.isLookDue("3")).isTrue();
    numbers.looked("3");
    clock.pass(Duration.ofMillis(1));
    assertThat(numbers.isLookDue("5")).isFalse();
  }

  @Test
  void one_that_comes_again_is_no_gap() {
    numbers.disturbed();
    numbers.taken("7");
    assertThat(numbers.isLookDue("7")).isFalse();
    assertThat(numbers.isRepeated("7")).isTrue();
    assertThat(numbers.isRepeated("6")).isTrue();
    assertThat(numbers.isRepeated("8")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "odd", "m1764374400.7", "99999999999999999999"})
  void what_is_not_a_number_says_nothing(String transaction) {
    numbers.disturbed();
    numbers.taken("7");
    assertThat(numbers.isLookDue(transaction)).isFalse();
    assertThat(numbers.isRepeated(transaction)).isFalse();
    numbers.taken(transaction);
    assertThat(numbers.isLookDue("9")).isFalse();
  }
}
