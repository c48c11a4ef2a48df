package chat.monarch.bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmoticonsTest {
  private final Emoticons emoticons = new Emoticons(() -> true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(L)|❤️",
        "Hello :-)|Hello 🙂",
        "(Y), that is it :D!|👍, that is it 😃!",
        "a (L) b (L) c|a ❤️ b ❤️ c",
        "(L)(L) :-)(Y)|❤️❤️ 🙂👍",
        "so sad :'(|so sad 😢"
      })
  void a_code_that_stands_alone_is_an_emoji(String wire, String shown) {
    assertThat(emoticons.shown(wire)).isEqualTo(shown);
  }

  @Test
  void ends_of_lines_are_white_space() {
    assertThat(emoticons.shown("one :-)\n:-( two\n(L)")).isEqualTo("one 🙂\n🙁 two\n❤️");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "option (a)",
        "option (A)",
        "(B) is better than (C)",
        "chapter (I) and (6)",
        "take (l) or (y)",
        "f(Y) and sin(L)",
        "(Yes)",
        "(Y)es",
        "http://host/:D/x:)",
        "the list: a) b) 8)",
        "x(L)(L)",
        "(L)x",
        "note:-)",
        "No code at all"
      })
  void what_may_mean_something_else_stays_what_it_is(String text) {
    assertThat(emoticons.shown(text)).isEqualTo(text);
    assertThat(emoticons.written(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(L)", "I (L) you :-)", "(Y)(Y)(Y)", ":-P\n(K), :-O", "> (F)\n;-) <:o)", "(U)."})
  void what_was_shown_goes_back_as_it_came(String wire) {
    assertThat(emoticons.shown(wire)).isNotEqualTo(wire);
    assertThat(emoticons.written(emoticons.shown(wire))).isEqualTo(wire);
  }

  @ParameterizedTest
  @ValueSource(strings = {"❤️", "I ❤️ you 🙂", "👍👍", "🌹!", "> 🙂\n😉"})
  void what_was_written_is_shown_as_it_was(String text) {
    assertThat(emoticons.written(text)).doesNotContain("❤", "🙂", "👍", "🌹", "😉");
    assertThat(emoticons.shown(emoticons.written(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Great🙂", "👍🏽", "❤️‍🔥", "🦄 stays"})
  void an_emoji_that_no_code_says_or_that_does_not_stand_alone_goes_as_it_is(String text) {
    assertThat(emoticons.written(text)).isEqualTo(text);
  }

  @Test
  void a_heart_without_the_mark_of_a_picture_is_a_heart() {
    assertThat(emoticons.written("\u2764")).isEqualTo("(L)");
  }

  @Test
  void nothing_is_touched_where_it_is_off() {
    var off = new Emoticons(() -> false);
    assertThat(off.shown("Hello :-) (L)")).isEqualTo("Hello :-) (L)");
    assertThat(off.written("Hello 🙂")).isEqualTo("Hello 🙂");
  }

  @Test
  void a_very_long_text_does_no_harm() {
    var long1 = "(L)".repeat(20_000) + "x";
    assertThat(emoticons.shown(long1)).isEqualTo(long1);
    assertThat(emoticons.shown("(L)".repeat(20_000))).startsWith("❤️❤️").doesNotContain("(L)");
  }
}
