package chat.monarch.bridge.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.Gap;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.KnownMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GapsTest {
  private static final Instant NOON = Instant.parse("2012-05-28T12:00:00Z");

  @Test
  void a_gap_ends_with_the_second_of_the_first_message_that_the_window_shows() {
    assertThat(gap(NOON.plusSeconds(30))).contains(new Gap(NOON, NOON.plusSeconds(31)));
  }

  @Test
  void a_gap_within_one_second_is_one_too() {
    assertThat(gap(NOON)).contains(new Gap(NOON, NOON.plusSeconds(1)));
  }

  /// With one message known at noon, and a window that does not reach back to it.
  private static Optional<Gap> gap(Instant firstShown) {
    var known =
        new KnownMessage(
            RemoteMessageId.next(NOON), 0, false, TextDigest.of("known"), NOON, 7, false);
    var entries = List.of(new Archive.Entry(false, "shown", firstShown));
    var matching = new Matching(entries, List.of(known));
    return Gaps.between(new Archive.Window(entries, false), matching, 7, NOON.plusSeconds(60));
  }
}
