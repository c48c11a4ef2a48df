package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.service.Gateway;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// B.2: see-other-host at each stage, in each mode and form.
final class RedirectTest {
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().with("redirect.mode", "always"));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String target(Element error) {
    return error.child(Ns.STREAM_ERROR, "see-other-host").map(Element::text).orElseThrow();
  }

  private String token() {
    return sandbox.issueToken(BuiltIn.ALICE).accessToken();
  }

  @Rule("SOH-1")
  @Test
  void soh_1_after_tls_is_the_default() {
    try (var client = TestClient.connect(sandbox)) {
      client.open();
      client.handshake();

      var error = client.open();

      assertThat(target(error)).isEqualTo(sandbox.gateways().getFirst().hostAndPort());
      client.assertClosed();
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_in_place_of_the_first_features() {
    sandbox.set("redirect.stage", "pre_tls");
    try (var client = TestClient.connect(sandbox)) {
      assertThat(target(client.open())).startsWith("localhost:");
      client.assertClosed();
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_in_place_of_the_features_after_sign_in() {
    sandbox.set("redirect.stage", "post_sasl");
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(target(client.auth(token()))).startsWith("localhost:");
      client.assertClosed();
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_in_session_after_the_initial_presence() {
    sandbox.set("redirect.stage", "in_session");
    try (var client = TestClient.alice(sandbox)) {
      client.send("<presence/>");

      assertThat(target(client.streamError())).startsWith("localhost:");
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_in_session_at_any_time() {
    sandbox.set("redirect.mode", "never");
    try (var client = TestClient.alice(sandbox)) {
      assertThat(sandbox.redirect(BuiltIn.ALICE)).isEqualTo(1);

      assertThat(target(client.streamError())).startsWith("localhost:");
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_a_gateway_serves() {
    var gateway = sandbox.gateways().getFirst();
    try (var client = TestClient.connect(sandbox, gateway).secured()) {
      client.auth(token());
      client.bind("test");

      assertThat(sandbox.connections().getLast().listener()).isEqualTo(1);
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_the_first_connection_of_a_token_only() {
    sandbox.set("redirect.stage", "post_sasl");
    sandbox.set("redirect.mode", "first");
    var token = token();
    try (var first = TestClient.connect(sandbox).secured();
        var second = TestClient.connect(sandbox).secured();
        var other = TestClient.connect(sandbox).secured()) {
      assertThat(first.auth(token).name()).isEqualTo("error");
      assertThat(second.auth(token).name()).isEqualTo("features");
      assertThat(other.auth(token()).name()).isEqualTo("error");
    }
  }

  @Rule("SOH-1")
  @Test
  void soh_1_at_random_with_a_probability() {
    sandbox.set("redirect.stage", "pre_tls");
    sandbox.set("redirect.mode", "random");
    sandbox.set("redirect.probability", "1.0");
    try (var client = TestClient.connect(sandbox)) {
      assertThat(client.open().name()).isEqualTo("error");
    }
    sandbox.set("redirect.probability", "0.0");
    try (var client = TestClient.connect(sandbox)) {
      assertThat(client.open().name()).isEqualTo("features");
    }
  }

  @Rule("SOH-2")
  @ParameterizedTest
  @CsvSource({"name, localhost", "v6_port, [::1]:.*", "empty, ''", "foreign, gateway.example.net"})
  void soh_2_the_forms_of_a_redirect(String form, String text) {
    sandbox.set("redirect.stage", "pre_tls");
    sandbox.set("redirect.form", form);
    try (var client = TestClient.connect(sandbox)) {
      assertThat(target(client.open())).matches(text.replace("[", "\\[").replace("]", "\\]"));
    }
  }

  @Rule("SOH-4")
  @Test
  void soh_4_a_loop_never_ends() {
    sandbox.set("redirect.stage", "pre_tls");
    sandbox.set("redirect.form", "loop");
    var places = sandbox.gateways();
    try (var client = TestClient.connect(sandbox, places.get(0));
        var next = TestClient.connect(sandbox, places.get(1))) {
      assertThat(target(client.open())).isEqualTo(places.get(1).hostAndPort());
      assertThat(target(next.open())).isEqualTo(places.get(0).hostAndPort());
    }
  }

  @Rule("SOH-4")
  @Test
  void soh_4_so_many_redirects_and_then_a_session() {
    sandbox.set("redirect.mode", "never");
    sandbox.set("redirect.stage", "pre_tls");
    sandbox.redirectNext(2);
    try (var first = TestClient.connect(sandbox);
        var second = TestClient.connect(sandbox, sandbox.gateways().get(0));
        var third = TestClient.connect(sandbox, sandbox.gateways().get(1))) {
      assertThat(first.open().name()).isEqualTo("error");
      assertThat(second.open().name()).isEqualTo("error");
      assertThat(third.open().name()).isEqualTo("features");
    }
  }

  @Test
  void a_gateway_can_have_an_address_and_a_port_of_its_own() {
    var options =
        SandboxOptions.defaults()
            .withGateways(new Gateway(1, "127.0.0.7", "127.0.0.7", 0))
            .with("redirect.mode", "always")
            .with("redirect.stage", "pre_tls");
    try (var other = Sandbox.start(options);
        var client = TestClient.connect(other);
        var redirected = TestClient.connect(other, other.gateways().getFirst())) {
      assertThat(target(client.open())).startsWith("127.0.0.7:");
      assertThat(redirected.open().name()).isEqualTo("features");
    }
  }
}
