package chat.monarch.bridge.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.backfill.BrokenBurst.Arrived;
import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.KnownMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BrokenBurstTest {
  private static final Instant NOON = Instant.parse("2012-05-28T12:00:00Z");

  private final List<KnownMessage> before = new ArrayList<>();
  private List<Archive.Entry> window = List.of();
  private boolean complete;
  private boolean showsOlder = true;

  @Test
  void what_the_window_ends_with_arrived_and_the_rest_did_not() {
    before("a", "b");
    shows("a", "b", "c", "d");
    assertThat(arrived("c", "d", "e")).isEqualTo(new Arrived(2, 2));
  }

  @Test
  void nothing_arrived_where_the_window_ends_with_what_was_sent_before() {
    before("a", "b");
    shows("a", "b");
    assertThat(arrived("c", "d")).isEqualTo(new Arrived(0, 0));
  }

  @Test
  void all_before_a_message_that_arrived_did_too_even_out_of_the_windows_sight() {
    before("a");
    showsOlder = false;
    var burst = IntStream.range(0, 50).mapToObj(i -> "text " + i).toArray(String[]::new);
    shows(Arrays.copyOfRange(burst, 20, 30));
    assertThat(arrived(burst)).isEqualTo(new Arrived(30, 30));
  }

  @Test
  void of_equal_texts_as_many_arrived_as_the_window_shows_behind_another() {
    before("a", "b");
    shows("a", "b", "ok", "ok");
    assertThat(arrived("ok", "ok", "ok")).isEqualTo(new Arrived(2, 2));
  }

  @Test
  void an_equal_text_that_was_said_before_is_not_taken_for_the_one_in_question() {
    before("how are you?", "ok");
    shows("how are you?", "ok");
    assertThat(arrived("ok")).isEqualTo(new Arrived(0, 0));
  }

  @Test
  void a_window_of_nothing_but_equal_texts_leaves_it_open() {
    before(Collections.nCopies(12, "ok").toArray(String[]::new));
    shows(Collections.nCopies(10, "ok").toArray(String[]::new));
    assertThat(arrived("ok", "ok")).isEqualTo(new Arrived(0, 2));
  }

  @Test
  void a_whole_conversation_of_equal_texts_can_be_counted() {
    before("ok");
    shows("ok", "ok");
    complete = true;
    assertThat(arrived("ok", "ok", "ok")).isEqualTo(new Arrived(1, 1));
  }

  @Test
  void what_the_user_said_elsewhere_may_stand_in_between() {
    before("a", "b");
    shows("a", "from my old PC", "b", "c", "again");
    assertThat(arrived("c", "d")).isEqualTo(new Arrived(1, 1));
  }

  @Test
  void what_is_doubtful_itself_proves_nothing_by_its_absence() {
    before("a");
    before.add(known("lost", before.size(), true));
    shows("a", "b");
    assertThat(arrived("b", "c")).isEqualTo(new Arrived(1, 1));
  }

  @Test
  void a_window_without_anything_that_we_know_says_nothing() {
    before("a");
    shows("x", "y", "z");
    showsOlder = false;
    assertThat(
            new BrokenBurst(new Archive.Window(window, false), before, burst("b")).arrived(false))
        .isEmpty();
  }

  @Test
  void an_equal_text_of_another_hour_is_another_message() {
    before("a");
    window = List.of(new Archive.Entry(true, "b", NOON.minusSeconds(3600)), entry("a"));
    assertThat(arrived("b")).isEqualTo(new Arrived(0, 0));
  }

  private Arrived arrived(String... texts) {
    var shown = new Archive.Window(window, complete);
    return new BrokenBurst(shown, before, burst(texts)).arrived(showsOlder).orElseThrow();
  }

  private void before(String... texts) {
    Arrays.stream(texts).map(text -> known(text, before.size(), false)).forEach(before::add);
  }

  private void shows(String... texts) {
    window = Arrays.stream(texts).map(BrokenBurstTest::entry).toList();
  }

  private static Archive.Entry entry(String text) {
    return new Archive.Entry(true, text, NOON);
  }

  private static List<KnownMessage> burst(String... texts) {
    return IntStream.range(0, texts.length)
        .mapToObj(place -> known(texts[place], 1000 + place, false))
        .toList();
  }

  private static KnownMessage known(String text, long position, boolean doubtful) {
    return new KnownMessage(
        RemoteMessageId.next(NOON),
        0,
        true,
        TextDigest.of(text),
        NOON.plusSeconds(5),
        position,
        doubtful);
  }
}
