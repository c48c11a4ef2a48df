package chat.monarch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B.3 and B.4: SASL, bind, session.
final class SignInTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String token() {
    return sandbox.issueToken(BuiltIn.ALICE).accessToken();
  }

  private void assertRefused(String token, String condition) {
    try (var client = TestClient.connect(sandbox).secured()) {
      var answer = client.tryAuth(token);

      assertThat(answer.is(Ns.SASL, "failure")).isTrue();
      assertThat(answer.children().getFirst().name()).isEqualTo(condition);
      // SASL-5: one attempt for each connection.
      client.assertClosed();
    }
  }

  @Rule("SASL-1")
  @Test
  void sasl_1_there_is_one_mechanism() {
    try (var client = TestClient.connect(sandbox)) {
      client.open();
      client.handshake();

      var features = client.open();

      assertThat(features.children().getFirst().children().getFirst().text())
          .isEqualTo("X-MESSENGER-OAUTH2");
    }
  }

  @Rule("SASL-1")
  @Test
  void t1_the_mechanism_may_have_the_blank_of_the_document() {
    sandbox.set("mechanism.padding", "on");
    try (var client = TestClient.connect(sandbox)) {
      client.open();
      client.handshake();

      var mechanism = client.open().children().getFirst().children().getFirst();

      assertThat(mechanism.text()).isEqualTo("X-MESSENGER-OAUTH2 ");
    }
  }

  @Rule("SASL-3")
  @RepeatedTest(20)
  void sasl_3_tokens_have_the_live_shape() {
    var token = token();

    assertThat(token).startsWith("Ew").endsWith("=").contains("+").contains("/");
    assertThat(token.length()).isBetween(724, 764);
    assertThat(Base64.getEncoder().encodeToString(Base64.getDecoder().decode(token)))
        .isEqualTo(token);
  }

  @Rule("SASL-4")
  @Test
  void sasl_4_the_raw_token_is_let_in() {
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(client.auth(token()).child(Ns.BIND, "bind")).isPresent();
    }
  }

  @Rule({"SASL-3", "SASL-5"})
  @Test
  void t3_a_token_that_is_encoded_again_is_not_authorized() {
    assertRefused(Base64.getEncoder().encodeToString(token().getBytes(UTF_8)), "not-authorized");
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_an_unknown_token_is_not_authorized() {
    var token = token();
    var last = token.charAt(10) == 'A' ? 'B' : 'A';
    assertRefused(token.substring(0, 10) + last + token.substring(11), "not-authorized");
  }

  @Rule({"SASL-5", "OA-12"})
  @Test
  void sasl_5_a_revoked_token_is_not_authorized_but_live_sessions_stay() {
    var token = token();
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.revoke(BuiltIn.ALICE);

      assertRefused(token, "not-authorized");
      alice.sync();
    }
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_an_expired_token_is_not_authorized() {
    var token = token();
    sandbox.advance(Duration.ofSeconds(3600));
    assertRefused(token, "not-authorized");
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_a_token_without_the_scope_is_not_authorized() {
    var issued = sandbox.issueToken(BuiltIn.ALICE, "sandbox-desktop", Set.of("wl.basic"));
    assertRefused(issued.accessToken(), "not-authorized");
  }

  @Rule("SASL-5")
  @ParameterizedTest
  @ValueSource(strings = {"not base64 at all!", "EwA", "EwAB\nEwAB", "=", " EwAB"})
  void sasl_5_what_is_not_base64_is_badly_encoded(String text) {
    assertRefused(text, "incorrect-encoding");
  }

  @Rule("SASL-2")
  @Test
  void sasl_2_a_token_with_line_breaks_is_badly_encoded() {
    var token = token();
    assertRefused(token.substring(0, 76) + "\n" + token.substring(76), "incorrect-encoding");
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_an_empty_token_is_malformed() {
    assertRefused("", "malformed-request");
  }

  @Rule("SASL-5")
  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "X-MESSENGER-OAUTH2 ", "x-messenger-oauth2"})
  void sasl_5_any_other_mechanism_is_invalid(String mechanism) {
    try (var client = TestClient.connect(sandbox).secured()) {
      client.send(
          "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='%s'>%s</auth>"
              .formatted(mechanism, token()));

      assertThat(client.next().child(Ns.SASL, "invalid-mechanism")).isPresent();
      client.assertClosed();
    }
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_a_closed_account_is_disabled() {
    sandbox.closeAccount(BuiltIn.ALICE);
    assertRefused(token(), "account-disabled");
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_a_busy_service_fails_for_a_while() {
    sandbox.failNextSasl("temporary-auth-failure", 2);
    var token = token();
    assertRefused(token, "temporary-auth-failure");
    assertRefused(token, "temporary-auth-failure");
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(client.auth(token).name()).isEqualTo("features");
    }
  }

  @Rule("SASL-5")
  @Test
  void sasl_5_a_failure_may_be_bare() {
    sandbox.failNextSasl("", 1);
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(client.tryAuth(token()).children()).isEmpty();
    }
  }

  @Rule("SASL-6")
  @Test
  void sasl_6_the_connection_may_be_cut_or_redirected_instead() {
    sandbox.failNextSasl("see-other-host", 1);
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(client.tryAuth(token()).is(Ns.STREAM, "error")).isTrue();
    }
    sandbox.failNextSasl("cut", 1);
    try (var client = TestClient.connect(sandbox).secured()) {
      client.sendAuth(token());
      client.assertCut();
    }
  }

  @Rule("OA-13")
  @Test
  void oa_13_the_log_has_the_sign_in_but_not_the_token() {
    try (var _ = TestClient.alice(sandbox)) {
      var auth = sandbox.awaitSent(BuiltIn.ALICE, stanza -> stanza.name().equals("auth"));

      assertThat(auth.stanza().text()).isEqualTo("(a token)");
    }
  }

  @Rule({"BND-1", "BND-5"})
  @Test
  void bnd_1_the_service_tells_the_jid() {
    try (var client = TestClient.connect(sandbox).secured()) {
      client.auth(token());
      client.send(
          "<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
              + "<resource>bridge-7f3a</resource></bind></iq>");

      assertThat(client.next().toXml())
          .isEqualTo(
              "<iq xmlns=\"jabber:client\" type=\"result\" id=\"b1\">"
                  + "<bind xmlns=\"urn:ietf:params:xml:ns:xmpp-bind\">"
                  + "<jid>00037ffe12ab34cd@messenger.live.com/bridge-7f3a</jid></bind></iq>");
    }
  }

  @Rule("BND-2")
  @Test
  void bnd_2_a_taken_resource_is_replaced_and_the_older_session_stays() {
    try (var first = TestClient.signedIn(sandbox, BuiltIn.ALICE, "same");
        var second = TestClient.signedIn(sandbox, BuiltIn.ALICE, "same")) {
      assertThat(first.jid()).endsWith("/same");
      assertThat(second.jid()).matches(".*/[0-9A-F]{8}");
      first.sync();
      assertThat(sandbox.sessions(BuiltIn.ALICE)).containsExactly(first.jid(), second.jid());
    }
  }

  @Rule("BND-2")
  @Test
  void bnd_2_a_long_resource_is_replaced() {
    try (var client = TestClient.signedIn(sandbox, BuiltIn.ALICE, "x".repeat(65))) {
      assertThat(client.jid()).matches(".*/[0-9A-F]{8}");
    }
  }

  @Rule("BND-2")
  @Test
  void bnd_2_every_resource_may_be_replaced() {
    sandbox.set("bind.rewrite", "always");
    try (var client = TestClient.alice(sandbox)) {
      assertThat(client.jid()).matches(".*/[0-9A-F]{8}");
    }
  }

  @Rule("BND-2")
  @Test
  void bnd_2_or_none_and_then_a_taken_one_is_a_conflict() {
    sandbox.set("bind.rewrite", "never");
    try (var _ = TestClient.signedIn(sandbox, BuiltIn.ALICE, "same");
        var second = TestClient.connect(sandbox).secured()) {
      second.auth(token());

      var answer =
          second.ask(
              "set",
              "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>same</resource></bind>");

      assertThat(answer.child(Ns.CLIENT, "error").orElseThrow().toXml())
          .contains("type=\"modify\"", "<conflict ");
    }
  }

  @Rule("BND-4")
  @Test
  void bnd_4_nothing_is_done_before_the_session_is_asked_for() {
    try (var client = TestClient.connect(sandbox).secured()) {
      client.auth(token());
      client.bind("test");

      client.send("<presence/>");

      assertThat(client.streamErrorCondition()).isEqualTo("not-authorized");
    }
  }

  @Rule("IQ-1")
  @Test
  void iq_1_the_answer_to_a_session_comes_from_the_domain_to_the_full_jid() {
    try (var client = TestClient.connect(sandbox).secured()) {
      client.auth(token());
      client.bind("test");

      var answer = client.ask("set", "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>");

      assertThat(answer.attribute("from")).contains("messenger.live.com");
      assertThat(answer.attribute("to")).contains(client.jid());
      assertThat(answer.children()).isEmpty();
    }
  }

  @Rule("OA-8")
  @Test
  void oa_8_a_session_outlives_its_token_unless_the_switch_says_otherwise() {
    sandbox.set("idle_timeout", "2h");
    try (var client = TestClient.alice(sandbox)) {
      sandbox.advance(Duration.ofSeconds(3600));
      client.sync();

      sandbox.set("session_ends_with_token", "on");

      assertThat(client.streamError().children().stream().map(Element::name))
          .containsExactly("reset", "text");
    }
  }
}
