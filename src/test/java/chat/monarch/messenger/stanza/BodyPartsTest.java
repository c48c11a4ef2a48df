package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyPartsTest {
  @Test
  void even_the_smallest_stanza_ends() {
    assertThat(new BodyParts(1).of("&".repeat(64))).hasSize(6);
  }

  /// Half of it is for the body.
  private static final BodyParts PARTS = new BodyParts(200);

  @Test
  void a_short_text_is_one_part() {
    assertThat(PARTS.of("Hello\nBob")).containsExactly("Hello\nBob");
  }

  @Test
  void nothing_to_say_is_no_part() {
    assertThat(PARTS.of("")).isEmpty();
    assertThat(PARTS.of("\u0001\u0002")).isEmpty();
    assertThat(PARTS.of(" \n ")).isEmpty();
  }

  @Rule("MSG-8")
  @Test
  void it_ends_behind_a_paragraph_rather_than_a_line_rather_than_a_word() {
    var text = "a".repeat(60) + "\n\nb\nc " + "d".repeat(60);

    assertThat(PARTS.of(text)).containsExactly("a".repeat(60) + "\n\n", "b\nc " + "d".repeat(60));
    assertThat(PARTS.of("a".repeat(60) + "\nb c" + "d".repeat(60)))
        .containsExactly("a".repeat(60) + "\n", "b c" + "d".repeat(60));
    assertThat(PARTS.of("a".repeat(60) + " " + "d".repeat(60)))
        .containsExactly("a".repeat(60) + " ", "d".repeat(60));
  }

  @Rule("MSG-8")
  @Test
  void what_people_see_as_one_character_stays_whole() {
    var family = "👩‍👩‍👧";
    var text = family.repeat(30);

    var parts = PARTS.of(text);

    assertThat(String.join("", parts)).isEqualTo(text);
    assertThat(parts).allMatch(part -> part.length() % family.length() == 0);
    assertThat(PARTS.of("e\u0301".repeat(60))).allMatch(part -> part.startsWith("e"));
  }

  @Test
  void an_endless_character_is_cut_between_code_points() {
    var text = "e" + "\u0301".repeat(200);

    assertThat(PARTS.of(text)).hasSizeGreaterThan(1);
    assertThat(String.join("", PARTS.of(text))).isEqualTo(text);
  }

  @Rule("MSG-8")
  @Test
  void what_must_be_escaped_counts_as_it_is_written() {
    assertThat(PARTS.of("&".repeat(40))).extracting(String::length).containsExactly(20, 20);
  }

  @Rule({"MSG-2", "MSG-8"})
  @Test
  void line_breaks_become_line_feeds_and_lone_surrogates_go() {
    assertThat(PARTS.of("a\r\nb\rc\uDC00d")).isEqualTo(List.of("a\nb\ncd"));
  }
}
