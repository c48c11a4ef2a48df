package chat.monarch.messenger.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.testkit.Rule;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenReplyTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Secret OLD = new Secret("old");

  private static Tokens read(String json) throws TokensException {
    return TokenReply.read(200, new JsonObject(json), OLD, NOW);
  }

  @Rule({"OA-6", "OA-7"})
  @Test
  void a_new_refresh_token_takes_the_place_of_the_old() throws TokensException {
    assertThat(
            read("{'access_token':'a','refresh_token':'n!*$','expires_in':60}".replace('\'', '"')))
        .isEqualTo(new Tokens(new Secret("a"), new Secret("n!*$"), NOW.plusSeconds(60)));
  }

  @Rule({"OA-6", "OA-7"})
  @ParameterizedTest
  @CsvSource({
    "'', 3600",
    "'\"7200\"', 7200",
    "7200, 7200",
    "null, 3600",
    "'\"soon\"', 3600",
    "-1, 3600"
  })
  void t40_the_lifetime_is_a_number_or_a_string_or_an_hour(String expiresIn, long seconds)
      throws TokensException {
    var member = expiresIn.isEmpty() ? "" : ",\"expires_in\":" + expiresIn;

    var tokens = read("{\"access_token\":\"a\",\"refresh_token\":\"\"" + member + "}");

    assertThat(tokens).isEqualTo(new Tokens(new Secret("a"), OLD, NOW.plusSeconds(seconds)));
  }

  @Rule("OA-9")
  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, Withdrawn",
    "400, access_denied, Withdrawn",
    "400, invalid_client, Misconfigured",
    "401, unauthorized_client, Misconfigured",
    "400, invalid_scope, Misconfigured",
    "400, unsupported_grant_type, Misconfigured",
    "400, server_error, Unavailable",
    "400, temporarily_unavailable, Unavailable",
    "429, invalid_grant, Unavailable",
    "503, invalid_grant, Unavailable",
  })
  void each_error_has_its_consequence(int status, String error, String kind) {
    var json = new JsonObject().put("error", error).put("error_description", "has a secret");

    assertThatThrownBy(() -> TokenReply.read(status, json, OLD, NOW))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind))
        .hasMessageNotContaining("secret");
  }

  @Test
  void what_is_no_json_or_has_no_token_is_no_answer() {
    assertThatThrownBy(() -> TokenReply.read(200, null, OLD, NOW))
        .isInstanceOf(TokensException.Unavailable.class);
    assertThatThrownBy(() -> read("{\"access_token\":7}"))
        .isInstanceOf(TokensException.Unavailable.class);
  }
}
