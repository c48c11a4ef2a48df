package chat.monarch.bridge.portal;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.Gap;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GapNoticesTest {
  @Test
  void a_gap_is_told_in_whole_minutes_that_enclose_it() {
    assertThat(text("2026-11-24T14:03:59Z", "2026-11-24T14:07:01Z"))
        .contains("from 24 November 2026, 14:03 to 14:08 UTC");
  }

  @Test
  void a_gap_over_midnight_names_both_days() {
    assertThat(text("2026-11-24T23:59:30Z", "2026-11-25T00:01:00Z"))
        .contains("from 24 November 2026, 23:59 to 25 November 2026, 00:01 UTC");
  }

  private static String text(String from, String to) {
    return GapNotices.text(new Gap(Instant.parse(from), Instant.parse(to)));
  }
}
