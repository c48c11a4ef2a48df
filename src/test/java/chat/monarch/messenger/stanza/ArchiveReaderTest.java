package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Archive;
import chat.monarch.testkit.Rule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {
  private static final Instant START = Instant.parse("2012-05-28T10:00:00Z");

  private static Archive window(String attributes, String content) {
    return ArchiveReader.window(
        Elements.parse("<chat xmlns='urn:xmpp:archive' " + attributes + ">" + content + "</chat>"),
        10);
  }

  private static List<Archive.Entry> entries(String content) {
    return ((Archive.Window) window("start='2012-05-28T10:00:00Z'", content)).entries();
  }

  @Rule("ARC-12")
  @Test
  void t35_seconds_are_added_up() {
    assertThat(
            entries(
                "<from secs='0'><body>Are you there?</body></from>"
                    + "<to secs='11'><body>Yes</body></to>"
                    + "<from secs='7'><body>Good</body></from>"))
        .containsExactly(
            new Archive.Entry(false, "Are you there?", START),
            new Archive.Entry(true, "Yes", START.plusSeconds(11)),
            new Archive.Entry(false, "Good", START.plusSeconds(18)));
  }

  @Rule("ARC-12")
  @Test
  void an_absolute_time_wins_and_later_seconds_count_from_it() {
    assertThat(
            entries(
                "<to utc='2012-05-28T11:00:00Z' secs='5'><body>a</body></to>"
                    + "<to secs='3'><body>b</body></to><to><body>c</body></to>"))
        .extracting(Archive.Entry::at)
        .containsExactly(
            START.plusSeconds(3_600), START.plusSeconds(3_603), START.plusSeconds(3_603));
  }

  @Rule("ARC-12")
  @Test
  void a_message_without_body_is_left_out_and_its_seconds_count() {
    assertThat(
            entries(
                "<note utc='2012-05-28T10:00:00Z'>x</note><previous/><from secs='4'/>"
                    + "<from secs='2'><body>first</body><body>second</body></from><next/>"))
        .containsExactly(new Archive.Entry(false, "first", START.plusSeconds(6)));
  }

  @Rule("ARC-12")
  @Test
  void without_any_time_there_is_nothing() {
    assertThat(window("start='once'", "<from secs='4'><body>a</body></from>"))
        .isInstanceOf(Archive.Empty.class);
  }

  @Rule("ARC-12")
  @Test
  void of_more_than_was_asked_for_the_last_ones_stay() {
    var content = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      content.append("<to secs='1'><body>").append(i).append("</body></to>");
    }

    assertThat(entries(content.toString()))
        .hasSize(10)
        .extracting(Archive.Entry::body)
        .startsWith("2")
        .endsWith("11");
  }

  @Test
  void it_is_complete_only_where_nothing_can_be_older() {
    var one = "<to secs='0'><body>a</body></to>";
    var set = "<set xmlns='http://jabber.org/protocol/rsm'><count>%s</count></set>";

    assertThat(isComplete(one)).isTrue();
    assertThat(isComplete(one + set.formatted("1"))).isTrue();
    assertThat(isComplete(one + set.formatted("3"))).isFalse();
    assertThat(isComplete(one.repeat(10))).isFalse();
  }

  private static boolean isComplete(String content) {
    return ((Archive.Window) window("start='2012-05-28T10:00:00Z'", content)).complete();
  }

  @Rule("ARC-11")
  @Test
  void the_latest_conversation_of_a_list_counts() {
    var list =
        Elements.parse(
            "<list xmlns='urn:xmpp:archive'><chat with='a' start='2012-05-28T10:00:00Z'/>"
                + "<chat with='a' start='2012-05-29T09:00:00+00:00'/><chat with='a'/></list>");

    assertThat(ArchiveReader.latest(list).orElseThrow().attribute("start"))
        .hasValue("2012-05-29T09:00:00+00:00");
    assertThat(ArchiveReader.latest(Elements.parse("<list xmlns='urn:xmpp:archive'/>"))).isEmpty();
  }
}
