package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.testkit.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// B.12: consent, tokens, profile, logout.
final class OAuthTest {
  private static final String SCOPES = "wl.messenger wl.offline_access wl.basic";

  private final List<String> happenings = new CopyOnWriteArrayList<>();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withHappenings(happenings::add));
  private final Browser browser = new Browser(sandbox);

  @AfterEach
  void stop() {
    browser.close();
    sandbox.close();
  }

  private String desktop() {
    return sandbox.httpUrl() + "/oauth20_desktop.srf";
  }

  private Map<String, String> wish() {
    var wish = new LinkedHashMap<String, String>();
    wish.put("client_id", "sandbox-desktop");
    wish.put("response_type", "code");
    wish.put("scope", SCOPES);
    wish.put("redirect_uri", desktop());
    wish.put("state", "a state/+");
    return wish;
  }

  private static String authorize(Map<String, String> wish) {
    return "/oauth20_authorize.srf?" + Browser.encode(wish);
  }

  private HttpResponse<String> consent(Map<String, String> wish) {
    return browser.post(authorize(wish), Map.of("account", BuiltIn.ALICE, "decision", "allow"));
  }

  private String code() {
    return Browser.parameters(consent(wish())).get("code");
  }

  private Map<String, String> byCode(String code) {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", "sandbox-desktop");
    form.put("redirect_uri", desktop());
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    return form;
  }

  private Map<String, String> byRefreshToken(String token) {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", "sandbox-desktop");
    form.put("redirect_uri", desktop());
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return form;
  }

  private JsonNode token(Map<String, String> form) {
    return Browser.json(browser.post("/oauth20_token.srf", form));
  }

  private static String error(JsonNode answer) {
    return answer.path("error").asText();
  }

  @Rule("OA-1")
  @ParameterizedTest
  @ValueSource(strings = {"/oauth20_authorize.srf", "/authorize"})
  void oa_1_a_plain_form_asks_for_an_account_and_a_decision(String path) {
    var page = browser.get(path + "?" + Browser.encode(wish()) + "&display=touch&unknown=1");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body())
        .contains("<form method=\"post\">")
        .contains("type=\"radio\" name=\"account\" value=\"" + BuiltIn.ALICE + "\"")
        .contains("type=\"radio\" name=\"account\" value=\"" + BuiltIn.BOB + "\"")
        .contains("name=\"decision\" value=\"allow\"")
        .contains("name=\"decision\" value=\"deny\"")
        .contains("Alice Liddell", "sandbox-desktop");
  }

  @Rule("OA-1")
  @Test
  void oa_1_scopes_may_have_commas() {
    var wish = wish();
    wish.put("scope", "wl.messenger,wl.basic");
    var code = Browser.parameters(consent(wish)).get("code");

    assertThat(token(byCode(code)).path("scope").asText()).isEqualTo("wl.messenger wl.basic");
  }

  @Rule("OA-2")
  @Test
  void oa_2_the_code_flow() {
    var redirect = consent(wish());

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(Browser.location(redirect)).startsWith(desktop() + "?code=");
    assertThat(Browser.parameters(redirect))
        .containsOnlyKeys("code", "state", "lc")
        .containsEntry("state", "a state/+")
        .containsEntry("lc", "1033");
    assertThat(happenings).contains("alice@example.com agreed to sandbox-desktop");
  }

  @Rule("OA-2")
  @Test
  void oa_2_a_code_serves_once_for_its_client_and_redirect_and_ten_minutes() {
    var used = code();
    assertThat(token(byCode(used)).has("access_token")).isTrue();
    assertThat(error(token(byCode(used)))).isEqualTo("invalid_grant");

    var elsewhere = byCode(code());
    elsewhere.put("redirect_uri", "http://localhost:1/");
    assertThat(error(token(elsewhere))).isEqualTo("invalid_grant");

    var late = byCode(code());
    sandbox.advance(Duration.ofMinutes(10));
    assertThat(error(token(late))).isEqualTo("invalid_grant");
  }

  @Rule("OA-3")
  @Test
  void oa_3_the_implicit_flow_has_the_token_in_the_fragment_and_no_refresh_token() {
    var wish = wish();
    wish.put("response_type", "token");
    wish.put("scope", "wl.messenger");

    var redirect = consent(wish);

    assertThat(Browser.location(redirect))
        .startsWith(desktop() + "#access_token=")
        .contains("%2B", "%2F", "%3D")
        .doesNotContain("+");
    assertThat(Browser.parameters(redirect))
        .containsOnlyKeys(
            "access_token", "token_type", "expires_in", "scope", "authentication_token", "state")
        .containsEntry("token_type", "bearer")
        .containsEntry("expires_in", "3600");
    try (var client = TestClient.connect(sandbox).secured()) {
      client.auth(Browser.parameters(redirect).get("access_token"));
    }
  }

  @Rule("OA-4")
  @ParameterizedTest
  @CsvSource({"code, ?", "token, #"})
  void oa_4_denial(String type, String separator) {
    var wish = wish();
    wish.put("response_type", type);

    var redirect = browser.post(authorize(wish), Map.of("decision", "deny"));

    assertThat(Browser.location(redirect)).startsWith(desktop() + separator + "error=");
    assertThat(Browser.parameters(redirect))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "a state/+")
        .containsKey("error_description");
  }

  @Rule("OA-4")
  @ParameterizedTest
  @CsvSource({
    "client_id, nobody",
    "redirect_uri, http://example.com/",
    "redirect_uri, https://localhost.example.com/",
    "redirect_uri, http://user@example.com/",
    "redirect_uri, http://localhost:8080/#fragment"
  })
  void oa_4_a_bad_client_or_redirect_is_a_page_and_no_redirect(String name, String value) {
    var wish = wish();
    wish.put(name, value);

    assertThat(browser.get(authorize(wish)).statusCode()).isEqualTo(400);
    assertThat(consent(wish).statusCode()).isEqualTo(400);
  }

  @Rule("OA-4")
  @ParameterizedTest
  @CsvSource({
    "response_type, id_token, unsupported_response_type",
    "scope, wl.nonsense, invalid_scope",
    "scope, '', invalid_scope"
  })
  void oa_4_any_other_fault_is_told_by_redirect(String name, String value, String error) {
    var wish = wish();
    wish.put(name, value);

    assertThat(Browser.parameters(browser.get(authorize(wish)))).containsEntry("error", error);
  }

  @Test
  void a_form_without_an_account_is_shown_a_page() {
    var answer = browser.post(authorize(wish()), Map.of("decision", "allow"));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void a_public_client_may_redirect_to_loopback_and_a_confidential_one_may_not() {
    var wish = wish();
    wish.put("redirect_uri", "http://127.0.0.1:29340/login/callback?a=b");
    assertThat(Browser.location(consent(wish)))
        .startsWith("http://127.0.0.1:29340/login/callback?a=b&code=");

    wish.put("client_id", "sandbox-web");
    assertThat(consent(wish).statusCode()).isEqualTo(400);

    wish.put("redirect_uri", "http://localhost:8080/callback");
    assertThat(consent(wish).statusCode()).isEqualTo(302);
  }

  @Rule("OA-5")
  @Test
  void oa_5_a_confidential_client_needs_its_secret() {
    var wish = wish();
    wish.put("client_id", "sandbox-web");
    wish.put("redirect_uri", "http://localhost:8080/callback");
    var form = byCode(Browser.parameters(consent(wish)).get("code"));
    form.put("client_id", "sandbox-web");
    form.put("redirect_uri", "http://localhost:8080/callback");

    assertThat(error(token(form))).isEqualTo("invalid_client");
    form.put("client_secret", "sandbox-only");
    assertThat(token(form).has("access_token")).isTrue();
  }

  @Rule("OA-5")
  @Test
  void oa_5_get_is_taken_too_unless_it_is_switched_off() {
    var query = "/oauth20_token.srf?" + Browser.encode(byCode(code()));
    sandbox.set("oauth.token_get", "off");
    assertThat(browser.get(query).statusCode()).isEqualTo(405);

    sandbox.set("oauth.token_get", "on");
    assertThat(browser.get(query).statusCode()).isEqualTo(200);
  }

  @Rule("OA-5")
  @Test
  void oa_5_the_legacy_path_may_refuse_post() {
    var form = byCode(code());
    sandbox.set("oauth.legacy_post", "off");
    var refused = browser.post("/token", form);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");

    assertThat(browser.get("/token?" + Browser.encode(form)).statusCode()).isEqualTo(200);
  }

  @Rule("OA-6")
  @Test
  void oa_6_a_token_answer() {
    var answer = browser.post("/oauth20_token.srf", byCode(code()));

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    var json = Browser.json(answer);
    assertThat(json.path("token_type").asText()).isEqualTo("bearer");
    assertThat(json.path("expires_in").isNumber()).isTrue();
    assertThat(json.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(json.path("scope").asText().split(" ")).containsExactlyInAnyOrder(SCOPES.split(" "));
    assertThat(json.path("refresh_token").asText()).contains("!", "*", "$");
    assertThat(json.path("authentication_token").asText().split("\\.")).hasSize(3);
    try (var client = TestClient.connect(sandbox).secured()) {
      client.auth(json.path("access_token").asText());
    }
  }

  @Rule("OA-6")
  @Test
  void oa_6_no_refresh_token_without_its_scope() {
    var wish = wish();
    wish.put("scope", "wl.messenger");

    var answer = token(byCode(Browser.parameters(consent(wish)).get("code")));

    assertThat(answer.has("refresh_token")).isFalse();
  }

  @Rule({"OA-6", "OA-7"})
  @Test
  void t40_expires_in_as_text_and_no_refresh_token() {
    var refreshToken = token(byCode(code())).path("refresh_token").asText();
    sandbox.set("oauth.expires_in", "string");
    sandbox.set("oauth.refresh_token", "off");

    var answer = token(byRefreshToken(refreshToken));

    assertThat(answer.path("expires_in").isTextual()).isTrue();
    assertThat(answer.has("refresh_token")).isFalse();
    assertThat(answer.has("access_token")).isTrue();
  }

  @Rule("OA-7")
  @Test
  void oa_7_by_default_a_used_refresh_token_serves_for_another_minute() {
    var first = token(byCode(code())).path("refresh_token").asText();
    var second = token(byRefreshToken(first)).path("refresh_token").asText();
    assertThat(second).isNotEqualTo(first);

    sandbox.advance(Duration.ofSeconds(50));
    assertThat(token(byRefreshToken(first)).has("access_token")).isTrue();
    sandbox.advance(Duration.ofSeconds(11));

    assertThat(error(token(byRefreshToken(first)))).isEqualTo("invalid_grant");
    assertThat(token(byRefreshToken(second)).has("access_token")).isTrue();
  }

  @Rule("OA-7")
  @Test
  void oa_7_strictly_it_serves_once_or_it_never_changes() {
    sandbox.set("oauth.rotate", "strict");
    var first = token(byCode(code())).path("refresh_token").asText();
    var second = token(byRefreshToken(first)).path("refresh_token").asText();
    assertThat(error(token(byRefreshToken(first)))).isEqualTo("invalid_grant");

    sandbox.set("oauth.rotate", "never");
    assertThat(token(byRefreshToken(second)).path("refresh_token").asText()).isEqualTo(second);
  }

  @Rule({"OA-6", "OA-8"})
  @Test
  void oa_8_the_lifetime_can_be_set() {
    sandbox.set("oauth.access_lifetime", "5m");

    assertThat(token(byCode(code())).path("expires_in").asInt()).isEqualTo(300);
  }

  @Rule("OA-9")
  @ParameterizedTest
  @CsvSource({
    "client_id, nobody, invalid_client",
    "client_secret, x, invalid_client",
    "redirect_uri, '', invalid_request",
    "grant_type, '', invalid_request",
    "grant_type, password, unsupported_grant_type",
    "code, wrong, invalid_grant"
  })
  void oa_9_faults_are_400_with_an_error(String name, String value, String error) {
    var form = byCode(code());
    form.put(name, value);

    var answer = browser.post("/oauth20_token.srf", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(Browser.json(answer))).isEqualTo(error);
    assertThat(Browser.json(answer).path("error_description").asText()).isNotEmpty();
  }

  @Rule("OA-9")
  @Test
  void oa_9_no_more_scopes_than_were_granted() {
    var form = byRefreshToken(token(byCode(code())).path("refresh_token").asText());
    form.put("scope", "wl.messenger wl.emails");

    assertThat(error(token(form))).isEqualTo("invalid_scope");
  }

  @Rule("OA-9")
  @Test
  void oa_9_the_next_answers_can_be_anything() {
    sandbox.failNextTokenRequests(503, "text/html", "<p>busy</p>", 1);
    var form = byCode(code());
    assertThat(browser.post("/oauth20_token.srf", form).statusCode()).isEqualTo(503);
    assertThat(browser.post("/oauth20_token.srf", form).statusCode()).isEqualTo(200);
  }

  @Rule({"OA-10", "BND-5"})
  @Test
  void oa_10_the_profile() {
    var token = token(byCode(code())).path("access_token").asText();

    var answer = browser.get("/v5.0/me", "Authorization", "Bearer " + token);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"id\":\"00037ffe12ab34cd\",\"name\":\"Alice Liddell\",\"first_name\":\"Alice\","
                + "\"last_name\":\"Liddell\","
                + "\"link\":\"https://profile.live.com/cid-00037ffe12ab34cd/\",\"gender\":null,"
                + "\"locale\":\"en_US\",\"updated_time\":\"2012-05-28T10:30:55+0000\"}");
  }

  @Rule("OA-10")
  @Test
  void oa_10_the_address_only_with_its_scope() {
    var issued =
        sandbox.issueToken(BuiltIn.ALICE, "sandbox-desktop", Set.of("wl.basic", "wl.emails"));
    var query = Browser.encode(Map.of("access_token", issued.accessToken()));

    assertThat(Browser.json(browser.get("/v5.0/me?" + query)).path("emails").path("account"))
        .hasToString("\"alice@example.com\"");
  }

  @Rule("OA-10")
  @Test
  void oa_10_no_profile_without_a_good_token() {
    var token = sandbox.issueToken(BuiltIn.ALICE).accessToken();
    assertProfileRefused("nonsense", 401, "request_token_invalid");
    assertProfileRefused(
        sandbox.issueToken(BuiltIn.ALICE, "sandbox-desktop", Set.of("wl.messenger")).accessToken(),
        403,
        "request_token_unauthorized");
    sandbox.advance(Duration.ofHours(1));
    assertProfileRefused(token, 401, "request_token_expired");
  }

  private void assertProfileRefused(String token, int status, String code) {
    var answer = browser.get("/v5.0/me", "Authorization", "Bearer " + token);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Browser.json(answer).path("error").path("code").asText()).isEqualTo(code);
  }

  @Rule("OA-11")
  @Test
  void oa_11_logout_sends_back_and_revokes_nothing() {
    var refreshToken = token(byCode(code())).path("refresh_token").asText();
    var query = Browser.encode(Map.of("client_id", "sandbox-desktop", "redirect_uri", desktop()));

    var answer = browser.get("/oauth20_logout.srf?" + query);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Browser.location(answer)).isEqualTo(desktop());
    assertThat(token(byRefreshToken(refreshToken)).has("access_token")).isTrue();
  }

  @Rule("OA-12")
  @Test
  void oa_12_revoking_ends_refreshing() {
    var refreshToken = token(byCode(code())).path("refresh_token").asText();

    sandbox.revoke(BuiltIn.ALICE);

    assertThat(error(token(byRefreshToken(refreshToken)))).isEqualTo("invalid_grant");
  }

  @Rule("OA-13")
  @Test
  void oa_13_no_secret_is_told() {
    var json = token(byCode(code()));
    try (var client = TestClient.connect(sandbox).secured()) {
      client.auth(json.path("access_token").asText());
      client.bind("test");
    }

    assertThat(String.join("\n", happenings))
        .contains("alice@example.com agreed", "signed in at the front")
        .doesNotContain(json.path("access_token").asText())
        .doesNotContain(json.path("refresh_token").asText());
    assertThat(sandbox.issueToken(BuiltIn.ALICE).toString())
        .isEqualTo("Issued[to " + BuiltIn.ALICE + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth20_desktop.srf", "/desktop"})
  void the_desktop_page_says_what_to_do(String path) {
    assertThat(browser.get(path + "?code=x").body()).contains("Copy the whole address");
  }

  @Test
  void other_paths_are_not_there() {
    assertThat(browser.get("/").statusCode()).isEqualTo(404);
  }
}
