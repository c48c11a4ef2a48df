package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.matrix.StubHomeserver;
import chat.monarch.testkit.BridgeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the bridge makes at its start of homeservers that are not as they should be.
final class AppserviceStartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BOT = "{\"user_id\":\"@messengerbot:example.org\"}";

  @TempDir private Path folder;
  private StubHomeserver homeserver;

  @BeforeEach
  void start() {
    homeserver = new StubHomeserver();
  }

  @AfterEach
  void stop() {
    homeserver.close();
  }

  private BridgeProcess bridge() {
    return BridgeProcess.launch(folder, ScriptedSettings.of(homeserver), Map.of());
  }

  @Test
  void a_homeserver_that_refuses_the_token_ends_it() throws IOException {
    homeserver.answer("/register", 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"Who?\"}");
    try (var bridge = bridge()) {
      assertThat(bridge.exitCode(PATIENCE)).isEqualTo(16);
      assertThat(log(bridge))
          .contains("The homeserver does not accept monarch.appservice.as-token")
          .doesNotContain("\tat ", "the-as-token");
      assertThat(bridge.databases()).isZero();
    }
  }

  @Test
  void a_homeserver_that_cannot_reach_it_ends_it() throws IOException {
    for (var attempt = 0; attempt < 3; attempt++) {
      homeserver.answer("/whoami", 200, BOT).answer("/whoami", 200, BOT);
      homeserver.answer("/ping", 502, "{\"errcode\":\"M_CONNECTION_FAILED\",\"error\":\"No\"}");
    }
    try (var bridge = bridge()) {
      assertThat(bridge.exitCode(PATIENCE)).isEqualTo(13);
      assertThat(log(bridge))
          .contains("The homeserver cannot reach the bridge")
          .doesNotContain("\tat ");
      assertThat(bridge.databases()).isZero();
    }
  }

  @Test
  void a_homeserver_that_is_not_there_yet_is_waited_for() throws Exception {
    homeserver.answerHtml("/register", 502).answerHtml("/register", 502);
    homeserver.answer("/whoami", 200, BOT);
    try (var bridge = bridge().awaitReady()) {
      homeserver.awaitAsked("/register", 3);
      homeserver.awaitAsked("/ping", 1);
      assertThat(log(bridge)).contains("No homeserver yet").doesNotContain("\tat ");
      assertThat(bridge.stop()).isZero();
    }
  }

  private static String log(BridgeProcess bridge) throws IOException {
    return Files.readString(bridge.log());
  }
}
