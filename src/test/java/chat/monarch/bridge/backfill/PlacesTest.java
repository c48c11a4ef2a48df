package chat.monarch.bridge.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.KnownMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacesTest {
  private static final Instant NOON = Instant.parse("2012-05-28T12:00:00Z");
  private static final long FAR = 10 * Places.STEP;

  @Test
  void what_was_lost_in_between_stands_in_between() {
    var places =
        places(List.of(known("a", FAR), known("d", FAR + Places.STEP)), "a", "b", "c", "d");
    assertThat(List.of(FAR, places.of(1), places.of(2), FAR + Places.STEP)).isSorted();
    assertThat(places.isBeforeKnown(2)).isTrue();
  }

  @Test
  void what_was_lost_at_the_end_stands_before_what_comes_next() {
    var places = places(List.of(known("a", FAR)), "a", "b", "c");
    assertThat(List.of(FAR, places.of(1), places.of(2), FAR + Places.STEP)).isSorted();
    assertThat(places.isBeforeKnown(1)).isFalse();
  }

  @Test
  void what_is_older_than_all_that_we_know_stands_before_it() {
    var places = places(List.of(known("c", FAR)), "a", "b", "c");
    assertThat(List.of(places.of(0), places.of(1), FAR)).isSorted();
  }

  @Test
  void a_window_without_anything_known_stands_behind_the_end() {
    var places = places(List.of(), "a", "b");
    assertThat(List.of(FAR, places.of(0), places.of(1), FAR + Places.STEP)).isSorted();
  }

  /// Seen by the soak: what was lost stood before the contact's last message that was here, and the
  /// next look could not tell which of both it had.
  @Test
  void what_follows_messages_that_crossed_stands_behind_both() {
    var crossed = FAR + Places.STEP;
    var places = places(List.of(mine("m", FAR), known("a", crossed)), "a", "m>", "b", "c");
    assertThat(List.of(FAR, crossed, places.of(2), places.of(3))).isSorted();
    assertThat(places.of(3)).isLessThan(crossed + Places.STEP);
  }

  @Test
  void between_messages_that_crossed_each_keeps_the_order_of_its_own_direction() {
    var crossed = FAR + Places.STEP;
    var places = places(List.of(mine("m", FAR), known("a", crossed)), "a", "b", "n>", "m>", "c");
    assertThat(List.of(crossed, places.of(1), places.of(4))).isSorted();
    assertThat(places.of(2)).isLessThan(FAR);
  }

  /// @param texts those that end with `>` are the user's
  private static Places places(List<KnownMessage> known, String... texts) {
    var window = Arrays.stream(texts).map(PlacesTest::entry).toList();
    return new Places(window, new Matching(window, known), FAR);
  }

  private static Archive.Entry entry(String text) {
    return new Archive.Entry(text.endsWith(">"), text.replace(">", ""), NOON);
  }

  private static KnownMessage known(String text, long position) {
    return known(text, position, false);
  }

  private static KnownMessage mine(String text, long position) {
    return known(text, position, true);
  }

  private static KnownMessage known(String text, long position, boolean outgoing) {
    return new KnownMessage(
        RemoteMessageId.next(NOON), 0, outgoing, TextDigest.of(text), NOON, position, false);
  }
}
