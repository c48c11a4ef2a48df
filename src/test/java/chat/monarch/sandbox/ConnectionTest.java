package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// B.1, GEN-1 to GEN-4, KA-2 and B.13, as a client meets them.
final class ConnectionTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Rule({"CON-2", "CON-4"})
  @Test
  void con_4_before_tls_there_is_starttls_and_no_mechanism() {
    try (var client = TestClient.connect(sandbox)) {
      var features = client.open();

      assertThat(features.toXml())
          .isEqualTo(
              "<stream:features xmlns:stream=\"http://etherx.jabber.org/streams\">"
                  + "<starttls xmlns=\"urn:ietf:params:xml:ns:xmpp-tls\"><required/></starttls>"
                  + "</stream:features>");
    }
  }

  @Rule("CON-4")
  @Test
  void con_4_a_token_before_tls_is_refused() {
    try (var client = TestClient.connect(sandbox)) {
      client.open();

      var answer = client.tryAuth(sandbox.issueToken(BuiltIn.ALICE).accessToken());

      assertThat(answer.child(Ns.SASL, "encryption-required")).isPresent();
      client.assertClosed();
    }
  }

  @Rule("CON-5")
  @Test
  void con_5_a_service_without_tls_offers_none() {
    sandbox.set("starttls", "absent");
    try (var client = TestClient.connect(sandbox)) {
      assertThat(client.open().children()).isEmpty();
    }
  }

  @Rule("CON-5")
  @Test
  void con_5_a_service_may_fail_to_begin_tls() {
    sandbox.set("starttls", "failure");
    try (var client = TestClient.connect(sandbox)) {
      client.open();

      client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");

      assertThat(client.nextUnchecked().is(Ns.TLS, "failure")).isTrue();
      client.assertClosed();
    }
  }

  @Rule({"CON-6", "CON-8"})
  @Test
  void con_6_and_con_8_tls_is_new_enough_and_the_stream_begins_anew() {
    try (var client = TestClient.connect(sandbox).secured()) {
      var connection = sandbox.connections().getFirst();

      assertThat(connection.tls()).isIn("TLSv1.2", "TLSv1.3");
      assertThat(connection.sni()).isEqualTo("messenger.live.com");
      assertThat(connection.streamTo()).containsExactly("messenger.live.com", "messenger.live.com");
      assertThat(client.streamIds()).doesNotHaveDuplicates().hasSize(2);
    }
  }

  @Rule("CON-7")
  @Test
  void con_7_a_gateway_may_show_a_certificate_for_its_own_name_only() {
    sandbox.set("gateway.certificate", "own_name");
    try (var client = TestClient.connect(sandbox, sandbox.gateways().getFirst())) {
      client.open();

      client.handshake("localhost");

      assertThat(client.open().children(Ns.SASL, "mechanisms")).hasSize(1);
    }
  }

  @Rule("CON-7")
  @ParameterizedTest
  @CsvSource({"gateway.certificate, own_name", "gateway.certificate, untrusted"})
  void con_7_a_wrong_certificate_does_not_pass(String certificate, String kind) {
    sandbox.set(certificate, kind);
    try (var client = TestClient.connect(sandbox, sandbox.gateways().getFirst())) {
      client.open();

      assertThat(client.handshakeFails()).isTrue();
    }
  }

  @Rule("CON-8")
  @Test
  void con_8_nothing_may_come_in_clear_behind_starttls() {
    try (var client = TestClient.connect(sandbox)) {
      client.open();

      client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><iq type='get' id='1'/>");

      assertThat(client.streamErrorCondition()).isEqualTo("policy-violation");
    }
  }

  @Rule({"CON-3", "B.13"})
  @ParameterizedTest
  @CsvSource({
    "to='example.com' version='1.0', host-unknown",
    "version='1.0', improper-addressing",
    "to='messenger.live.com', unsupported-version"
  })
  void a_wrong_stream_header_is_an_error(String attributes, String condition) {
    try (var client = TestClient.connect(sandbox)) {
      var error = client.open(attributes);

      assertThat(error.children().getFirst().name()).isEqualTo(condition);
      client.assertClosed();
    }
  }

  @Rule("B.13")
  @Test
  void a_stream_of_another_namespace_is_an_error() {
    try (var client = TestClient.connect(sandbox)) {
      client.send(
          "<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'"
              + " to='messenger.live.com' version='1.0'>");

      assertThat(client.streamErrorCondition()).isEqualTo("invalid-namespace");
    }
  }

  @Rule("GEN-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- a comment -->",
        "<?a processing instruction?>",
        "<iq type='get' id='1'>&entity;</iq>"
      })
  void gen_1_what_xmpp_forbids_is_restricted_xml(String xml) {
    try (var client = TestClient.alice(sandbox)) {
      client.send(xml);

      assertThat(client.streamErrorCondition()).isEqualTo("restricted-xml");
    }
  }

  @Rule("GEN-1")
  @Test
  void gen_1_a_document_type_is_restricted_xml() {
    try (var client = TestClient.connect(sandbox)) {
      client.send("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><stream:stream>");

      assertThat(client.streamErrorCondition()).isEqualTo("restricted-xml");
    }
  }

  @Rule("B.13")
  @ParameterizedTest
  @ValueSource(
      strings = {"<iq type='get'></presence>", "<message><body>\u0008</body></message>", "<x:y/>"})
  void bad_xml_is_not_well_formed(String xml) {
    try (var client = TestClient.alice(sandbox)) {
      client.send(xml);

      assertThat(client.streamErrorCondition()).isEqualTo("not-well-formed");
    }
  }

  @Rule("GEN-2")
  @Test
  void gen_2_neither_quotes_nor_prefixes_nor_white_space_count() {
    try (var client = TestClient.alice(sandbox)) {
      client.send("\n  \n");
      client.send("<c:iq xmlns:c=\"jabber:client\" id=\"p\" type='get' to='messenger.live.com'\n>");
      client.send("<p:ping xmlns:p='urn:xmpp:ping'></p:ping></c:iq>");

      assertThat(client.next().attribute("type")).contains("result");
    }
  }

  @Rule({"GEN-4", "B.13"})
  @Test
  void t32_a_stanza_of_17000_bytes_is_not_well_formed() {
    try (var client = TestClient.alice(sandbox)) {
      client.send("<message type='chat'><body>" + "x".repeat(17_000) + "</body></message>");

      var error = client.streamError();

      assertThat(error.child(Ns.STREAM_ERROR, "not-well-formed")).isPresent();
      assertThat(error.child(Ns.STREAM_ERROR, "text").map(Element::text).orElse(""))
          .contains("Unexpected end of file");
    }
  }

  @Rule("GEN-4")
  @Test
  void gen_4_the_limit_is_16384_bytes_of_one_stanza_however_they_come() {
    var frame = "<message type='chat' to='%s'><body></body></message>";
    var empty = frame.formatted(sandbox.jid(BuiltIn.BOB)).length();
    try (var client = TestClient.alice(sandbox)) {
      for (var i = 0; i < 3; i++) {
        var body = "x".repeat(16_384 - empty);
        client.sendInPieces(
            frame.formatted(sandbox.jid(BuiltIn.BOB)).replace("></body>", ">" + body + "</body>"));
      }
      client.sync();

      var body = "x".repeat(16_385 - empty);
      client.sendInPieces(
          frame.formatted(sandbox.jid(BuiltIn.BOB)).replace("></body>", ">" + body + "</body>"));

      assertThat(client.streamErrorCondition()).isEqualTo("not-well-formed");
    }
  }

  @Rule({"KA-2", "B.13"})
  @Test
  void t38_white_space_does_not_keep_a_stream_alive() {
    try (var client = TestClient.alice(sandbox)) {
      client.send(" ");
      sandbox.advance(Duration.ofSeconds(70));
      client.send(" \n");
      sandbox.advance(Duration.ofSeconds(60));

      assertThat(client.streamErrorCondition()).isEqualTo("connection-timeout");
    }
  }

  @Rule("KA-2")
  @Test
  void ka_2_a_stanza_keeps_a_stream_alive() {
    try (var client = TestClient.alice(sandbox)) {
      for (var i = 0; i < 3; i++) {
        sandbox.advance(Duration.ofSeconds(119));
        client.sync();
      }
      assertThat(sandbox.sessions(BuiltIn.ALICE)).hasSize(1);
    }
  }

  @Rule("KA-2")
  @Test
  void ka_2_the_limit_can_be_set_and_holds_before_sign_in_too() {
    sandbox.set("idle_timeout", "50ms");
    try (var client = TestClient.connect(sandbox)) {
      assertThat(client.streamErrorCondition()).isEqualTo("connection-timeout");
    }
  }

  @Rule("B.13")
  @ParameterizedTest
  @ValueSource(strings = {"<presence/>", "<message/>", "<iq type='get' id='1'/>"})
  void b_13_a_stanza_before_sign_in_is_not_authorized(String stanza) {
    try (var client = TestClient.connect(sandbox).secured()) {
      client.send(stanza);

      assertThat(client.streamErrorCondition()).isEqualTo("not-authorized");
    }
  }

  @Rule({"B.13", "CON-10"})
  @Test
  void b_13_something_else_than_a_stanza_is_unsupported() {
    try (var client = TestClient.alice(sandbox)) {
      client.send("<a xmlns='urn:xmpp:sm:3'/>");

      assertThat(client.streamErrorCondition()).isEqualTo("unsupported-stanza-type");
    }
  }

  @Test
  void a_client_cannot_speak_for_another() {
    try (var client = TestClient.alice(sandbox)) {
      client.send("<presence from='" + sandbox.jid(BuiltIn.BOB) + "'/>");

      assertThat(client.streamErrorCondition()).isEqualTo("invalid-from");
    }
  }

  @Rule("CLS-1")
  @Test
  void cls_1_a_closed_stream_is_closed_by_the_service_too() {
    try (var client = TestClient.alice(sandbox)) {
      client.send("<presence type='unavailable'/></stream:stream>");

      client.assertClosed();
      assertThat(sandbox.awaitConnection(connection -> connection.end() != null).end())
          .isEqualTo("closed");
    }
  }

  @Test
  void a_connection_that_just_ends_is_lost() {
    try (var client = TestClient.alice(sandbox)) {
      client.hangUp();

      assertThat(sandbox.awaitConnection(connection -> connection.end() != null).end())
          .isEqualTo("lost");
    }
  }

  @Rule("CON-10")
  @Test
  void con_10_nothing_else_is_offered() {
    try (var client = TestClient.connect(sandbox).secured()) {
      var features = client.auth(sandbox.issueToken(BuiltIn.ALICE).accessToken());

      assertThat(features.children().stream().map(Element::name))
          .containsExactly("bind", "session");
    }
  }
}
