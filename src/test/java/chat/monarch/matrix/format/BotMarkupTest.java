package chat.monarch.matrix.format;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BotMarkupTest {
  @Test
  void commands_are_code_and_lines_are_kept() {
    assertThat(BotMarkup.html("Type `login`.\nOr `help`."))
        .isEqualTo("Type <code>login</code>.<br>Or <code>help</code>.");
  }

  @Test
  void a_list_is_a_list() {
    assertThat(BotMarkup.html("Commands:\n- `a`: one\n- `b`: two\nThat is all."))
        .isEqualTo(
            "Commands:<ul><li><code>a</code>: one</li><li><code>b</code>: two</li></ul>That is all.");
  }

  @Test
  void a_list_without_commands_is_a_list_too() {
    assertThat(BotMarkup.html("Waiting:\n- Bob <3"))
        .isEqualTo("Waiting:<ul><li>Bob &lt;3</li></ul>");
  }

  @Test
  void what_is_plain_text_needs_no_html() {
    assertThat(BotMarkup.html("Nobody waits & <nothing> happens")).isNull();
    assertThat(BotMarkup.html("one ` alone")).isNull();
  }

  @Test
  void names_from_outside_are_text() {
    assertThat(BotMarkup.html("“<img src=x> [a](b) \"&\" **c**” asks; `accept 1`"))
        .isEqualTo(
            "“&lt;img src=x&gt; [a](b) &quot;&amp;&quot; **c**” asks; <code>accept 1</code>");
  }

  @Test
  void what_would_be_too_long_with_both_stays_plain() {
    assertThat(BotMarkup.html("`a`" + "&".repeat(5_000))).isNull();
    assertThat(BotMarkup.html("`a`" + "ä".repeat(12_250))).isNotNull();
    assertThat(BotMarkup.html("`a`" + "ä".repeat(12_400))).isNull();
  }

  @Test
  void only_what_the_bot_says_itself_is_marked_up() {
    var contacts =
        OutgoingEvent.remote(
            new Content.Text("`a`"), Instant.EPOCH, RemoteMessageId.next(Instant.EPOCH));

    assertThat(MessageContent.of(OutgoingEvent.notice("`a`")).html()).isEqualTo("<code>a</code>");
    assertThat(MessageContent.of(contacts).html()).isNull();
    assertThat(MessageContent.of(contacts).format()).isNull();
  }
}
