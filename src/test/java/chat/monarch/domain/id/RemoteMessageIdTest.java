package chat.monarch.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RemoteMessageIdTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

  @Test
  void a_new_id_is_a_uuid_of_version_7_that_holds_its_time() {
    var id = RemoteMessageId.next(NOW).value();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void ids_of_one_moment_differ() {
    assertThat(RemoteMessageId.next(NOW)).isNotEqualTo(RemoteMessageId.next(NOW));
  }
}
