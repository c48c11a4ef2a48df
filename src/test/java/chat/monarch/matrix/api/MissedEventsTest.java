package chat.monarch.matrix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.matrix.SomeConfig;
import chat.monarch.matrix.StubHomeserver;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MissedEventsTest {
  private static final String UNKNOWN_PLACE =
      "{\"errcode\":\"M_UNKNOWN\",\"error\":\"Invalid stream token\"}";

  private final StubHomeserver homeserver = new StubHomeserver();
  private final Kit kit = new Kit(SomeConfig.at(homeserver.address()));

  @AfterEach
  void stop() {
    kit.close();
    homeserver.close();
  }

  @Test
  void a_place_that_the_homeserver_forgot_is_left_for_a_new_beginning() {
    homeserver.answer("/sync", 400, UNKNOWN_PLACE);
    homeserver.answer("/sync", 200, "{\"next_batch\":\"s7\"}");

    assertThat(kit.missed.since(Optional.of("s3")).nextBatch()).isEqualTo("s7");

    assertThat(homeserver.asked("/sync")).hasSize(2);
    assertThat(homeserver.asked("/sync").getLast().target()).doesNotContain("since=");
  }

  @Test
  void what_is_asked_again_is_another_question() {
    homeserver.answer("/sync", 200, "{\"next_batch\":\"s7\"}");
    homeserver.answer("/sync", 200, "{\"next_batch\":\"s7\"}");

    kit.missed.since(Optional.of("s3"));
    kit.missed.since(Optional.of("s3"));

    var asked = homeserver.asked("/sync");
    assertThat(asked.getFirst().target()).isNotEqualTo(asked.getLast().target());
  }

  @Test
  void a_beginning_that_is_refused_is_a_failure() {
    homeserver.answer("/sync", 400, UNKNOWN_PLACE);

    assertThatThrownBy(() -> kit.missed.since(Optional.empty()))
        .isInstanceOf(HomeserverException.Refused.class);
  }
}
