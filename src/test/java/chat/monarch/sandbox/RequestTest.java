package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// IQ-1 to IQ-3, B.5 and B.11: what is asked by iq.
final class RequestTest {
  private static final String DOMAIN = "to='messenger.live.com'";
  private static final String GETJID = "<getjid xmlns='http://messenger.live.com/xmpp/jidlookup'/>";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String error(Element answer) {
    var error = answer.child(Ns.CLIENT, "error").orElseThrow();
    return error.attribute("type").orElseThrow() + "/" + error.children().getFirst().name();
  }

  @Rule("IQ-2")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<query xmlns='jabber:iq:private'/>",
        "<query xmlns='jabber:iq:version'/>",
        "<enable xmlns='urn:xmpp:carbons:2'/>"
      })
  void t45_an_unknown_payload_is_service_unavailable(String payload) {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(error(alice.ask("get", payload))).isEqualTo("cancel/service-unavailable");
      assertThat(error(alice.ask("set", payload, DOMAIN))).isEqualTo("cancel/service-unavailable");
    }
  }

  @Rule("IQ-2")
  @ParameterizedTest
  @ValueSource(strings = {"", "<ping xmlns='urn:xmpp:ping'/><ping xmlns='urn:xmpp:ping'/>"})
  void iq_2_no_payload_or_two_is_bad(String payload) {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(error(alice.ask("get", payload))).isEqualTo("modify/bad-request");
    }
  }

  @Rule("IQ-2")
  @Test
  void iq_2_an_iq_of_an_unknown_type_is_bad() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(error(alice.ask("order", "<ping xmlns='urn:xmpp:ping'/>")))
          .isEqualTo("modify/bad-request");
    }
  }

  @Test
  void answers_of_clients_are_taken_silently() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<iq type='result' id='push1'/><iq type='error' id='x'><error/></iq>");

      assertThat(alice.rest()).isEmpty();
    }
  }

  @Rule("DSC-1")
  @Test
  void dsc_1_the_features_of_the_domain() {
    try (var alice = TestClient.alice(sandbox)) {
      var query = "<query xmlns='http://jabber.org/protocol/disco#info'/>";

      assertThat(alice.ask("get", query, DOMAIN).children().getFirst().toXml())
          .isEqualTo(
              "<query xmlns=\"http://jabber.org/protocol/disco#info\">"
                  + "<identity category=\"server\" type=\"im\" name=\"Messenger\"/>"
                  + "<feature var=\"http://jabber.org/protocol/disco#info\"/>"
                  + "<feature var=\"http://messenger.live.com/xmpp/jidlookup\"/>"
                  + "<feature var=\"vcard-temp\"/>"
                  + "<feature var=\"urn:xmpp:archive\"/>"
                  + "<feature var=\"urn:xmpp:archive:manage\"/></query>");

      sandbox.set("disco.features", "vcard-temp");
      assertThat(alice.ask("get", query, DOMAIN).children().getFirst().children()).hasSize(2);
    }
  }

  @Rule("DSC-2")
  @Test
  void dsc_2_there_are_no_items_and_no_features_of_people() {
    try (var alice = TestClient.alice(sandbox)) {
      var items = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
      var info = "<query xmlns='http://jabber.org/protocol/disco#info'/>";

      assertThat(alice.ask("get", items, DOMAIN).children().getFirst().children()).isEmpty();
      assertThat(error(alice.ask("get", info, "to='" + sandbox.jid(BuiltIn.BOB) + "'")))
          .isEqualTo("cancel/service-unavailable");
      assertThat(error(alice.ask("get", info, "to='" + sandbox.jid(BuiltIn.ALICE) + "'")))
          .isEqualTo("cancel/service-unavailable");
    }
  }

  @Rule("KA-2")
  @Test
  void ka_2_a_ping_is_answered_by_a_result_or_by_an_error() {
    try (var alice = TestClient.alice(sandbox)) {
      var ping = "<ping xmlns='urn:xmpp:ping'/>";
      var answer = alice.ask("get", ping, DOMAIN);
      assertThat(answer.attribute("type")).contains("result");
      assertThat(answer.children()).isEmpty();

      sandbox.set("ping", "error");
      assertThat(error(alice.ask("get", ping, DOMAIN))).isEqualTo("cancel/service-unavailable");
    }
  }

  @Rule({"GJ-1", "GJ-2"})
  @Test
  void gj_1_and_gj_2_an_email_gives_a_jid() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(
          "<iq type='get' id='g1' from='00037ffe12ab34cd@messenger.live.com' to='bob@example.net'>"
              + GETJID
              + "</iq>");

      assertThat(alice.next().toXml())
          .isEqualTo(
              "<iq xmlns=\"jabber:client\" type=\"result\" id=\"g1\" from=\"bob@example.net\""
                  + " to=\"00037ffe12ab34cd@messenger.live.com\">"
                  + "<getjid xmlns=\"http://messenger.live.com/xmpp/jidlookup\">"
                  + "<jid>8a1b2c3d4e5f6071@messenger.live.com</jid></getjid></iq>");
    }
  }

  @Rule("GJ-2")
  @Test
  void gj_2_the_answer_can_be_addressed_otherwise() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(alice.ask("get", GETJID, "to='bob@example.net'").attribute("to"))
          .contains(alice.jid());

      sandbox.set("getjid.reply_to", "bare");

      assertThat(alice.ask("get", GETJID, "to='bob@example.net'").attribute("to"))
          .contains(sandbox.jid(BuiltIn.ALICE));
    }
  }

  @Rule("GJ-2")
  @Test
  void gj_2_the_answer_keeps_the_spelling_and_case_does_not_count() {
    try (var alice = TestClient.alice(sandbox)) {
      var answer = alice.ask("get", GETJID, "to='BOB@Example.Net'");

      assertThat(answer.attribute("from")).contains("BOB@Example.Net");
      assertThat(answer.toXml()).contains("<jid>8a1b2c3d4e5f6071@messenger.live.com</jid>");
    }
  }

  @Rule("GJ-3")
  @Test
  void gj_3_an_unknown_account_in_three_ways() {
    try (var alice = TestClient.alice(sandbox)) {
      var answer = alice.ask("get", GETJID, "to='nobody@example.net'");
      assertThat(error(answer)).isEqualTo("cancel/item-not-found");
      assertThat(answer.child(Ns.JID_LOOKUP, "getjid")).isPresent();

      sandbox.set("getjid.unknown", "empty");
      assertThat(
              alice.ask("get", GETJID, "to='nobody@example.net'").children().getFirst().children())
          .isEmpty();

      sandbox.set("getjid.unknown", "blank");
      assertThat(alice.ask("get", GETJID, "to='nobody@example.net'").toXml()).contains("<jid/>");
    }
  }

  @Rule("GJ-5")
  @ParameterizedTest
  @CsvSource({"get, ''", "get, to='messenger.live.com'", "set, to='bob@example.net'"})
  void gj_5_getjid_is_a_get_to_an_email(String type, String to) {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(error(alice.ask(type, GETJID, to))).isEqualTo("modify/bad-request");
    }
  }

  @Rule("GJ-1")
  @Test
  void gj_1_getjid_has_no_content() {
    try (var alice = TestClient.alice(sandbox)) {
      var filled = GETJID.replace("/>", ">bob@example.net</getjid>");

      assertThat(error(alice.ask("get", filled, "to='bob@example.net'")))
          .isEqualTo("modify/bad-request");
    }
  }

  @Rule("GJ-6")
  @Test
  void gj_6_ones_own_email_gives_ones_own_jid() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(alice.ask("get", GETJID, "to='alice@example.com'").toXml())
          .contains("<jid>00037ffe12ab34cd@messenger.live.com</jid>");
    }
  }
}
