package chat.monarch.matrix.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPartsTest {
  @Test
  void a_short_text_stays_whole_and_an_empty_one_too() {
    assertThat(TextParts.of("hello\nthere")).containsExactly("hello\nthere");
    assertThat(TextParts.of("")).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "\ud83d\ude00", "\u00fc", "\u20ac", "\u0000", "\"", "\\", "word ", "\n"})
  void no_part_is_too_long_and_nothing_is_lost(String piece) throws Exception {
    var text = piece.repeat(70_000);
    var parts = TextParts.of(text);
    assertThat(String.join("", parts)).isEqualTo(text);
    for (var part : parts) {
      assertThat(MatrixJson.MAPPER.writeValueAsBytes(part).length)
          .isLessThanOrEqualTo(TextParts.MOST_BYTES + 2);
      assertThat(new String(part.getBytes(UTF_8), UTF_8)).isEqualTo(part);
    }
  }

  @Test
  void a_text_is_split_between_lines_where_it_can_be() {
    var line = "x".repeat(999) + "\n";
    assertThat(TextParts.of(line.repeat(50)).getFirst()).endsWith("\n").hasSize(32_000);
  }

  @Test
  void a_text_without_lines_is_split_between_words() {
    assertThat(TextParts.of("word ".repeat(10_000)).getFirst()).endsWith("word ");
  }
}
