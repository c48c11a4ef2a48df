package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.messenger.TestConfigs;
import chat.monarch.messenger.transport.Connectors;
import chat.monarch.sandbox.tls.Certificates;
import chat.monarch.testkit.Rule;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens before and while a connection is encrypted, against a service that misbehaves.
class EncryptionTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
  private static final String MECHANISMS =
      "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + "<mechanism>X-MESSENGER-OAUTH2</mechanism></mechanisms>";

  private final Heard heard = new Heard();

  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private Closing open(FakeService service, Map<String, String> config) {
    var messenger = TestConfigs.messenger(config);
    var sessions =
        new Sessions(
            messenger,
            Connectors.create(VERTX, messenger, service),
            Bench.LONG,
            InstantSource.system());
    return sessions.open(null, new Keyring("a-secret-token"), heard)::close;
  }

  private String failure(FakeService service, Map<String, String> config) throws Exception {
    try (service;
        var _ = open(service, config)) {
      return heard.awaitState(SessionState.Waiting.class).reason();
    }
  }

  private String failure(FakeService service) throws Exception {
    return failure(service, Map.of());
  }

  @Rule("CON-8")
  @Test
  void bytes_behind_proceed_are_refused() throws Exception {
    var service =
        new FakeService(FakeService.HEADER + FakeService.STARTTLS, PROCEED + "<presence/>");

    assertThat(failure(service)).contains("before the new stream was opened");
  }

  @Rule({"CON-4", "CON-5"})
  @Test
  void without_tls_no_token_is_sent_even_where_it_is_asked_for() throws Exception {
    var service =
        new FakeService(
            FakeService.HEADER + "<stream:features>" + MECHANISMS + "</stream:features>");

    assertThat(failure(service)).contains("TLS not available");
    assertThat(service.heard()).doesNotContain("auth").doesNotContain("a-secret-token");
  }

  @Rule("CON-5")
  @Test
  void a_refused_starttls_is_a_failure() throws Exception {
    var service =
        new FakeService(
            FakeService.HEADER + FakeService.STARTTLS,
            "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>");

    assertThat(failure(service)).contains("TLS not available");
  }

  @Test
  void a_service_that_talks_no_tls_after_all_is_a_failure() throws Exception {
    var service =
        new FakeService(FakeService.HEADER + FakeService.STARTTLS, PROCEED, "this is no TLS");

    assertThat(failure(service)).contains("no encrypted connection");
    assertThat(service.heard()).doesNotContain("a-secret-token");
  }

  @Test
  void too_much_before_the_sign_in_is_a_failure() throws Exception {
    var service =
        new FakeService(
            FakeService.HEADER
                + "<stream:features><x>"
                + "y".repeat(20_000)
                + "</x></stream:features>");

    assertThat(failure(service)).contains("too much before the sign-in");
  }

  @Test
  void a_comment_before_tls_is_answered_by_restricted_xml() throws Exception {
    var service = new FakeService(FakeService.HEADER + "<!-- hello -->", "");

    assertThat(failure(service)).contains("XML that no stream may contain");
  }

  @Rule("CON-2")
  @Test
  void a_service_may_encrypt_from_the_first_byte(@TempDir Path folder) throws Exception {
    var certificates = Certificates.in(folder);
    var service =
        new FakeService(
            certificates.trustedFor("messenger.live.com").getServerSocketFactory(),
            FakeService.HEADER + "<stream:features/>");
    var config = Map.of("tls.mode", "direct", "tls.ca-file", certificates.caFile().toString());

    try (service;
        var _ = open(service, config)) {
      assertThat(heard.awaitState(SessionState.Misconfigured.class).reason())
          .isEqualTo("the service does not offer X-MESSENGER-OAUTH2");
    }

    assertThat(service.heard()).contains("to='messenger.live.com'").doesNotContain("starttls");
  }

  @Rule("CON-3")
  @Test
  void the_stream_begins_with_the_header_of_the_contract() throws Exception {
    var service = new FakeService(FakeService.HEADER + "<stream:features/>");

    failure(service);

    assertThat(service.heard())
        .startsWith(
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams'"
                + " to='messenger.live.com' version='1.0' xml:lang='en'>");
  }

  @Rule({"SASL-4", "CON-8"})
  @Test
  void the_text_of_a_success_is_nothing_and_a_new_stream_begins(@TempDir Path folder)
      throws Exception {
    var certificates = Certificates.in(folder);
    var service =
        new FakeService(
            certificates.trustedFor("messenger.live.com").getServerSocketFactory(),
            FakeService.HEADER + "<stream:features>" + MECHANISMS + "</stream:features>",
            "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>d2VsY29tZQ==</success>",
            FakeService.HEADER + "<stream:features/>");

    failure(service, Map.of("tls.mode", "direct", "tls.ca-file", certificates.caFile().toString()));

    assertThat(service.heard().split("<stream:stream", -1)).hasSize(3);
    assertThat(service.heard()).contains("urn:ietf:params:xml:ns:xmpp-bind");
  }

  @Test
  void an_authority_that_cannot_be_read_is_named(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("missing.pem");
    var service = new FakeService(FakeService.HEADER + FakeService.STARTTLS, PROCEED);

    assertThat(failure(service, Map.of("tls.ca-file", missing.toString())))
        .contains("monarch.messenger.tls.ca-file cannot be read: " + missing);
  }
}
