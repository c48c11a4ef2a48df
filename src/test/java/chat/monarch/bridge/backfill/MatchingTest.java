package chat.monarch.bridge.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.KnownMessage;
import chat.monarch.testkit.Rule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MatchingTest {
  private static final Instant NOON = Instant.parse("2012-05-28T12:00:00Z");

  @Rule("ARC-13")
  @Test
  void a_copy_is_known_by_direction_text_and_time() {
    var known = List.of(known(1, false, "Hello", 0), known(2, true, "Hi", 5));
    var matching = new Matching(List.of(in("Hello", 0), out("Hi", 4)), known);
    assertThat(matching.known(0)).contains(known.get(0));
    assertThat(matching.known(1)).contains(known.get(1));
  }

  @Rule("ARC-13")
  @Test
  void another_direction_text_or_time_is_another_message() {
    var known = List.of(known(1, true, "Hello", 0));
    assertThat(new Matching(List.of(in("Hello", 0)), known).known(0)).isEmpty();
    assertThat(new Matching(List.of(out("Hello!", 0)), known).known(0)).isEmpty();
    assertThat(new Matching(List.of(out("Hello", 61)), known).known(0)).isEmpty();
    assertThat(new Matching(List.of(out("Hello", 60)), known).known(0)).isPresent();
  }

  @Rule("ARC-13")
  @Test
  void of_equal_texts_each_known_one_is_used_once_and_the_nearest_in_time() {
    var known = List.of(known(1, false, "ok", 0), known(2, false, "ok", 20));
    var matching = new Matching(List.of(in("ok", 0), in("ok", 9), in("ok", 20)), known);
    assertThat(matching.known(0)).contains(known.get(0));
    assertThat(matching.known(1)).isEmpty();
    assertThat(matching.known(2)).contains(known.get(1));
  }

  @Test
  void messages_that_crossed_are_known_in_either_order() {
    var known = List.of(known(1, true, "You first", 0), known(2, false, "After you", 0));
    var matching = new Matching(List.of(in("After you", 0), out("You first", 0)), known);
    assertThat(matching.known(0)).contains(known.get(1));
    assertThat(matching.known(1)).contains(known.get(0));
  }

  @Test
  void as_many_as_possible_are_known_where_texts_repeat() {
    var known = List.of(known(1, false, "a", 0), known(2, false, "b", 1), known(3, false, "a", 2));
    var window = List.of(in("b", 1), in("a", 2));
    var matching = new Matching(window, known);
    assertThat(matching.known(0)).contains(known.get(1));
    assertThat(matching.known(1)).contains(known.get(2));
  }

  @Test
  void the_window_shows_what_is_older_only_by_a_message_that_we_know() {
    var older = known(1, false, "before", 0);
    var asked = known(2, true, "did it arrive?", 10);
    assertThat(new Matching(List.of(in("before", 0)), List.of(older, asked)).showsOlderThan(asked))
        .isTrue();
    assertThat(new Matching(List.of(in("other", 0)), List.of(older, asked)).showsOlderThan(asked))
        .isFalse();
  }

  private static KnownMessage known(long position, boolean outgoing, String text, int second) {
    return new KnownMessage(
        RemoteMessageId.next(NOON),
        0,
        outgoing,
        TextDigest.of(text),
        NOON.plusSeconds(second),
        position,
        false);
  }

  private static Archive.Entry in(String text, int second) {
    return new Archive.Entry(false, text, NOON.plusSeconds(second));
  }

  private static Archive.Entry out(String text, int second) {
    return new Archive.Entry(true, text, NOON.plusSeconds(second));
  }
}
