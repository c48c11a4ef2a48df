package chat.monarch.messenger.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Vectors T40 to T42 of B.16: the token endpoint.
class OAuthVectorsTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Consent consent(Map<String, String> more) {
    var config =
        new HashMap<>(
            Map.of(
                "token-url", sandbox.httpUrl() + "/oauth20_token.srf",
                "redirect-uri", sandbox.httpUrl() + "/oauth20_desktop.srf",
                "client-id", "sandbox-desktop"));
    config.putAll(more);
    return Consents.create(config);
  }

  private Tokens issued() {
    var issued = sandbox.issueToken(BuiltIn.ALICE);
    return new Tokens(
        new Secret(issued.accessToken()),
        new Secret(Objects.requireNonNull(issued.refreshToken())),
        Instant.now());
  }

  @Rule({"OA-6", "OA-7"})
  @Test
  void t40_a_lifetime_in_quotes_is_read_and_the_old_refresh_token_kept() throws Exception {
    sandbox.set("oauth.expires_in", "string");
    sandbox.set("oauth.refresh_token", "off");
    var old = issued();

    var fresh = consent(Map.of()).refresh(old);

    assertThat(fresh.access()).isNotEqualTo(old.access());
    assertThat(fresh.refresh()).isEqualTo(old.refresh());
    assertThat(Duration.between(Instant.now(), fresh.expires()))
        .isBetween(Duration.ofSeconds(3_570), Duration.ofSeconds(3_600));
  }

  @Rule({"OA-5", "OA-13"})
  @Test
  void t41_where_there_is_no_post_it_asks_once_by_get_and_logs_no_secret() throws Exception {
    sandbox.set("oauth.legacy_post", "off");
    var old = issued();
    var log = new Log();

    var fresh = log.during(() -> consent(legacy("auto")).refresh(old));

    assertThat(fresh.access()).isNotEqualTo(old.access());
    assertThat(log.lines).isNotEmpty();
    assertThat(log.lines).noneMatch(line -> holds(line, old) || holds(line, fresh));
    assertThatThrownBy(() -> consent(legacy("post")).refresh(issued()))
        .isInstanceOf(TokensException.Unavailable.class)
        .hasMessageContaining("503");
  }

  /// Whether a line has so much of a token that it could not be chance, encoded or not.
  private static boolean holds(String line, Tokens tokens) {
    return Stream.of(tokens.access(), Objects.requireNonNull(tokens.refresh()))
        .flatMap(secret -> Stream.of(secret.value().split("\\W+", -1)))
        .filter(piece -> piece.length() >= 8)
        .anyMatch(line::contains);
  }

  private Map<String, String> legacy(String method) {
    return Map.of("token-url", sandbox.httpUrl() + "/token", "token-method", method);
  }

  @Rule("OA-7")
  @Test
  void oa7_a_rotation_whose_answer_was_lost_is_asked_for_once_more() throws Exception {
    var old = issued();
    consent(Map.of()).refresh(old);

    var fresh = consent(Map.of()).refresh(old);

    assertThat(consent(Map.of()).refresh(fresh).access()).isNotEqualTo(fresh.access());
  }

  @Rule("OA-9")
  @Test
  void t42_a_withdrawn_consent_is_final() {
    var tokens = issued();
    sandbox.revoke(BuiltIn.ALICE);

    assertThatThrownBy(() -> consent(Map.of()).refresh(tokens))
        .isInstanceOf(TokensException.Withdrawn.class);
  }

  /// What is logged meanwhile, at any level.
  private static final class Log extends Handler {
    private final List<String> lines = new ArrayList<>();

    interface Action<T> {
      T run() throws Exception;
    }

    <T> T during(Action<T> action) throws Exception {
      var loggers =
          Stream.of("chat.monarch", "io.vertx", "io.netty").map(Logger::getLogger).toList();
      loggers.forEach(logger -> logger.setLevel(Level.ALL));
      loggers.forEach(logger -> logger.addHandler(this));
      try {
        return action.run();
      } finally {
        loggers.forEach(logger -> logger.removeHandler(this));
        loggers.forEach(logger -> logger.setLevel(Level.INFO));
      }
    }

    @Override
    public synchronized void publish(LogRecord line) {
      lines.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
