package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.sandbox.journal.ConnectionRecord;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vectors T7 to T15 of B.16: see-other-host, and whom to trust behind it.
class RedirectVectorsTest {
  private Bench bench = Bench.withoutRepetition(Map.of());

  @AfterEach
  void close() {
    bench.close();
  }

  private void restart(Map<String, String> config) {
    bench.close();
    bench = Bench.withoutRepetition(config);
  }

  private void open() {
    bench.open(new Keyring(bench.sandbox().issueToken(BuiltIn.ALICE).accessToken()));
  }

  private void redirect(String stage, String mode, String form) {
    bench.sandbox().set("redirect.stage", stage);
    bench.sandbox().set("redirect.mode", mode);
    bench.sandbox().set("redirect.form", form);
  }

  private List<Integer> listeners() {
    return bench.sandbox().connections().stream().map(ConnectionRecord::listener).toList();
  }

  @Rule({"SOH-2", "SOH-3", "CON-6", "CON-8"})
  @Test
  void t7_a_bare_name_is_followed_to_port_5222_with_the_domain_unchanged() {
    redirect("post_tls", "always", "name");

    bench.signIn(BuiltIn.ALICE);

    assertThat(listeners()).containsExactly(0, 1);
    assertThat(bench.sandbox().connections())
        .allSatisfy(
            connection -> {
              assertThat(connection.streamTo()).containsOnly("messenger.live.com");
              assertThat(connection.sni()).isEqualTo("messenger.live.com");
            });
  }

  @Rule("SOH-2")
  @Test
  void t8_a_name_with_a_port_is_followed() {
    redirect("post_tls", "always", "name_port");

    bench.signIn(BuiltIn.ALICE);

    assertThat(listeners()).containsExactly(0, 1);
  }

  @Rule("SOH-4")
  @Test
  void t9_the_sixth_redirect_in_a_row_is_an_error() {
    redirect("post_tls", "always", "loop");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("more than 5 times");
    assertThat(listeners()).hasSize(6).startsWith(0);
  }

  @Rule("SOH-4")
  @Test
  void t10_a_session_between_them_makes_five_more_possible() {
    redirect("post_tls", "never", "name");
    bench.sandbox().redirectNext(5);
    bench.signIn(BuiltIn.ALICE);
    bench.sandbox().redirectNext(4);

    bench.sandbox().redirect(BuiltIn.ALICE);

    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
    assertThat(listeners()).hasSize(11);
  }

  @Rule("SOH-5")
  @Test
  void t11_a_foreign_name_is_not_followed() {
    redirect("post_tls", "always", "foreign");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("gateway.example.net")
        .contains("monarch.messenger.redirect.allowed-suffixes");
    assertThat(listeners()).containsExactly(0);
  }

  @Rule("SOH-2")
  @Test
  void t12_an_empty_redirect_is_not_followed() {
    redirect("post_tls", "always", "empty");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("redirected to nowhere");
    assertThat(listeners()).containsExactly(0);
  }

  @Rule({"SOH-3", "SOH-6", "SOH-8"})
  @ParameterizedTest
  @ValueSource(strings = {"pre_tls", "post_tls", "post_sasl", "in_session"})
  void t13_a_redirect_at_any_stage_leads_to_a_session_with_its_roster(String stage) {
    redirect(stage, "first", "name");

    open();

    var sessions = stage.equals("in_session") ? 2 : 1;
    var last = bench.heard().await(Heard.Word.Online.class, sessions, _ -> true);
    assertThat(last.contacts()).hasSize(2);
    assertThat(listeners()).containsExactly(0, 1);
    assertThat(rosterRequests()).isEqualTo(sessions);
    assertThat(bench.heard().count(SessionState.Waiting.class)).isZero();
  }

  private long rosterRequests() {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(record -> record.isSent())
        .filter(record -> record.stanza().child(Ns.ROSTER, "query").isPresent())
        .count();
  }

  @Test
  void a_storm_of_redirects_in_sessions_is_met_with_pauses() {
    redirect("in_session", "always", "loop");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .isEqualTo("the service ends each session soon after it began");
    assertThat(bench.heard().all(Heard.Word.Online.class)).hasSize(6);
    assertThat(listeners()).hasSize(6);
  }

  @Rule("SOH-7")
  @Test
  void t14_after_a_loss_it_begins_at_the_front() {
    bench.close();
    bench = new Bench();
    redirect("post_tls", "never", "name");
    bench.sandbox().redirectNext(1);
    bench.signIn(BuiltIn.ALICE);
    assertThat(listeners()).containsExactly(0, 1);

    bench.sandbox().drop(BuiltIn.ALICE);

    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);
    assertThat(listeners()).containsExactly(0, 1, 0);
  }

  @Rule("CON-7")
  @Test
  void t15_the_domains_certificate_at_a_gateway_is_accepted() {
    redirect("post_tls", "always", "name");
    bench.sandbox().set("gateway.certificate", "domain");

    bench.signIn(BuiltIn.ALICE);

    assertThat(listeners()).containsExactly(0, 1);
  }

  @Rule("CON-7")
  @Test
  void t15_a_gateways_own_certificate_is_refused() {
    redirect("post_tls", "always", "name");
    bench.sandbox().set("gateway.certificate", "own_name");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("certificate is not for messenger.live.com");
    assertThat(bench.sandbox().log(BuiltIn.ALICE)).isEmpty();
  }

  @Rule("CON-7")
  @ParameterizedTest
  @ValueSource(strings = {"redirect.trust-names=true", "tls.extra-names=" + Bench.GATEWAY})
  void t15_a_gateways_own_certificate_is_accepted_where_the_operator_says_so(String setting) {
    var pair = setting.split("=", 2);
    restart(Map.of(pair[0], pair[1]));
    redirect("post_tls", "always", "name");
    bench.sandbox().set("gateway.certificate", "own_name");

    bench.signIn(BuiltIn.ALICE);

    assertThat(listeners()).containsExactly(0, 1);
  }

  @Rule({"CON-7", "SOH-6"})
  @Test
  void t15_a_name_from_a_redirect_before_tls_is_not_trusted() {
    restart(Map.of("redirect.trust-names", "true"));
    redirect("pre_tls", "always", "name");
    bench.sandbox().set("gateway.certificate", "own_name");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("certificate is not for messenger.live.com");
  }

  @Rule("CON-7")
  @Test
  void t15_an_unknown_authority_is_refused() {
    bench.sandbox().set("front.certificate", "untrusted");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("certificate is not trusted");
  }

  @Rule("SOH-6")
  @Test
  void a_redirect_before_tls_is_not_followed_where_the_operator_says_so() {
    restart(Map.of("redirect.allow-before-tls", "false"));
    redirect("pre_tls", "always", "name");

    open();

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("before the connection was encrypted");
    assertThat(listeners()).containsExactly(0);
  }
}
