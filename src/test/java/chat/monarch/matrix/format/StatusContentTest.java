package chat.monarch.matrix.format;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.domain.id.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusContentTest {
  private static final EventId EVENT = new EventId("$e");

  @Test
  void a_delivery_names_nobody_whom_it_reached() throws Exception {
    assertThat(write(new MessageStatus.Delivered(EVENT)))
        .isEqualTo(
            "{\"m.relates_to\":{\"rel_type\":\"m.reference\",\"event_id\":\"$e\"},"
                + "\"status\":\"SUCCESS\"}");
  }

  @Test
  void what_waits_has_a_sentence() throws Exception {
    assertThat(write(new MessageStatus.Waiting(EVENT)))
        .contains("\"status\":\"PENDING\"", "\"message\":\"Messenger has not taken it yet.")
        .doesNotContain("reason");
  }

  @ParameterizedTest
  @CsvSource({
    "NO_CONNECTION, FAIL_RETRIABLE, m.bridge_unavailable",
    "UNCERTAIN, FAIL_RETRIABLE, m.foreign_network_error",
    "REFUSED, FAIL_PERMANENT, m.foreign_network_error",
    "UNSUPPORTED, FAIL_PERMANENT, com.beeper.unsupported_event",
    "ENCRYPTED, FAIL_PERMANENT, com.beeper.undecryptable_event",
    "GIVEN_UP, FAIL_RETRIABLE, m.event_not_handled",
  })
  void a_failure_has_its_reason_for_programs_and_people(
      Trouble trouble, String status, String reason) throws Exception {
    assertThat(write(new MessageStatus.Failed(EVENT, trouble, "Because.")))
        .contains(
            "\"status\":\"" + status + "\"",
            "\"reason\":\"" + reason + "\"",
            "\"message\":\"Because.\"");
  }

  private static String write(MessageStatus status) throws Exception {
    return MatrixJson.MAPPER.writeValueAsString(StatusContent.of(status));
  }
}
