package chat.monarch.messenger.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Rule;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OAuthConsentTest {
  @Rule("OA-1")
  @Test
  void the_consent_page_is_asked_for_a_code() {
    assertThat(Consents.create(Map.of("client-id", "id&1")).authorizeUrl("s/1"))
        .hasToString(
            "https://login.live.com/oauth20_authorize.srf?client_id=id%261&response_type=code"
                + "&scope=wl.messenger%20wl.offline_access%20wl.basic"
                + "&redirect_uri=https%3A%2F%2Fbridge.example.org%2Flogin%2Fcallback&state=s%2F1");
  }

  @Rule({"OA-1", "OA-3"})
  @Test
  void in_the_implicit_flow_for_a_token_and_nothing_for_later() {
    var config = Map.of("client-id", "id", "flow", "implicit", "scope-separator", ",");

    assertThat(Consents.create(config).authorizeUrl("s").toString())
        .contains("response_type=token")
        .contains("scope=wl.messenger%2Cwl.basic&");
  }

  @Test
  void it_is_offered_only_where_the_bridge_is_known_to_the_service() {
    assertThat(Consents.create(Map.of()).isOffered()).isFalse();
    assertThat(Consents.create(Map.of("client-id", "id")).isOffered()).isTrue();
    assertThat(Consents.create(Map.of("client-id", "id", "flow", "paste_token")).isOffered())
        .isFalse();
  }

  @Test
  void without_a_refresh_token_nothing_is_asked() {
    var tokens = new Tokens(new Secret("a"), null, Instant.EPOCH);

    assertThatThrownBy(() -> Consents.create(Map.of()).refresh(tokens))
        .isInstanceOf(TokensException.Withdrawn.class);
  }

  @Rule("OA-9")
  @Test
  void a_wrong_client_is_a_matter_for_the_operator() {
    try (var sandbox = Sandbox.start(SandboxOptions.defaults())) {
      var consent =
          Consents.create(
              Map.of("client-id", "nobody", "token-url", sandbox.httpUrl() + "/oauth20_token.srf"));

      assertThatThrownBy(() -> consent.redeem("a-secret-code"))
          .isInstanceOf(TokensException.Misconfigured.class)
          .hasMessageContaining("invalid_client")
          .hasMessageNotContaining("secret");
    }
  }

  @Rule({"OA-9", "OA-13"})
  @Test
  void an_endpoint_that_is_away_is_asked_again_later_and_named_without_secrets() {
    var consent =
        Consents.create(Map.of("client-id", "id", "token-url", "http://127.0.0.1:1/token"));

    assertThatThrownBy(() -> consent.redeem("a-secret-code"))
        .isInstanceOf(TokensException.Unavailable.class)
        .hasMessageNotContaining("secret");
  }

  @Rule("OA-9")
  @Test
  void a_page_in_place_of_json_keeps_the_tokens() {
    try (var sandbox = Sandbox.start(SandboxOptions.defaults())) {
      var consent =
          Consents.create(
              Map.of(
                  "client-id",
                  "sandbox-desktop",
                  "token-url",
                  sandbox.httpUrl() + "/oauth20_token.srf"));
      sandbox.failNextTokenRequests(500, "text/html", "<h1>oops</h1>", 1);

      assertThatThrownBy(() -> consent.redeem("code"))
          .isInstanceOf(TokensException.Unavailable.class)
          .hasMessageContaining("500");
    }
  }
}
