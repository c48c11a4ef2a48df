package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `POST /control`.
final class ControlTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private final Browser browser = new Browser(sandbox);

  @AfterEach
  void stop() {
    browser.close();
    sandbox.close();
  }

  private JsonNode control(String json) {
    var answer = browser.postBody("/control", json.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return Browser.json(answer);
  }

  @Test
  void switches_are_set() {
    control("{'set': {'ping': 'error', 'chatstates': false, 'archive.limit': 20}}");
    try (var alice = TestClient.alice(sandbox)) {
      alice.sync();
      assertThat(sandbox.log(BuiltIn.ALICE).getLast().stanza().toXml())
          .contains("service-unavailable");
    }
  }

  @Test
  void a_contact_writes_types_and_changes_its_presence() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      control(
          """
          {"presence": {"account": "8a1b2c3d4e5f6071", "state": "AWY", "message": "Tea"},
           "state": {"from": "8a1b2c3d4e5f6071", "to": "00037ffe12ab34cd", "state": "composing"},
           "send": {"from": "8a1b2c3d4e5f6071", "to": "00037ffe12ab34cd", "body": "Hi"}}
          """);

      assertThat(alice.next().toXml()).contains("<show>away</show><status>Tea</status>");
      assertThat(alice.next().toXml()).contains("<composing ");
      assertThat(alice.next().toXml()).contains("<body>Hi</body>");
    }
  }

  @Test
  void a_contact_changes_his_card() {
    control(
        "{'card': {'account': '8a1b2c3d4e5f6071', 'name': 'Bobby', 'photo': 'AQI=', 'photo_type':"
            + " 'image/x'}}");
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(
              alice
                  .ask(
                      "get", "<vCard xmlns='vcard-temp'/>", "to='" + sandbox.jid(BuiltIn.BOB) + "'")
                  .toXml())
          .contains("<FN>Bobby</FN>", "<TYPE>image/x</TYPE>", "<BINVAL>AQI=</BINVAL>");
    }
  }

  @Test
  void the_log_is_what_clients_sent_and_on_demand_what_they_got() {
    try (var alice = TestClient.alice(sandbox).available()) {
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "Hi");
      sandbox.awaitReceived(BuiltIn.ALICE, "Hi");
      alice.sync();

      var sent = control("{'log': {'account': '00037ffe12ab34cd'}}").path("log");
      var both =
          control("{'log': {'account': '00037ffe12ab34cd', 'direction': 'both'}}").path("log");

      assertThat(sent.valueStream())
          .allMatch(entry -> entry.path("direction").asText().equals("sent"))
          .anyMatch(entry -> entry.path("stanza").asText().contains("urn:xmpp:ping"))
          .noneMatch(entry -> entry.path("stanza").asText().contains("EwA"));
      assertThat(both.valueStream())
          .anyMatch(entry -> entry.path("body").asText().equals("Hi"))
          .hasSizeGreaterThan(sent.size());
      var last = both.get(both.size() - 1).path("sequence").asLong();
      assertThat(
              control(
                      "{'log': {'account': '00037ffe12ab34cd', 'direction': 'both', 'after': %d}}"
                          .formatted(last))
                  .path("log"))
          .isEmpty();
    }
  }

  @Test
  void a_connection_is_dropped_and_listed() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(control("{'sessions': {'account': '00037ffe12ab34cd'}}").path("sessions"))
          .hasSize(1);

      assertThat(control("{'drop': {'account': '00037ffe12ab34cd'}}").path("drop").asInt())
          .isEqualTo(1);

      alice.assertCut();
      assertThat(control("{'connections': {}}").path("connections").get(0).path("jid").asText())
          .isEqualTo(alice.jid());
    }
  }

  @Test
  void tokens_are_given_and_revoked() {
    var token = control("{'token': {'account': '00037ffe12ab34cd'}}").path("token");
    control("{'revoke': {'account': '00037ffe12ab34cd'}, 'advance': {'seconds': 1}}");
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(client.tryAuth(token.path("access_token").asText()).toXml())
          .contains("<not-authorized");
    }
  }

  @Test
  void invitations_come_and_are_answered() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      control("{'invite': {'from': '0f0e0d0c0b0a0908', 'to': '00037ffe12ab34cd', 'nick': 'C'}}");
      assertThat(alice.next().toXml()).contains("type=\"subscribe\"");
    }
  }

  @Test
  void faults_are_armed() {
    control("{'fault': {'sasl': 'account-disabled', 'times': 1, 'redirect_next': 0}}");
    try (var client = TestClient.connect(sandbox).secured()) {
      assertThat(client.tryAuth(sandbox.issueToken(BuiltIn.ALICE).accessToken()).toXml())
          .contains("<account-disabled");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'shout': {}} | There is no shout; known are set, send,",
        "{'set': {'volume': 11}} | There is no switch volume.",
        "{'set': {'ping': 'maybe'}} | The switch ping must be one of result, error.",
        "{'send': {'from': '8a1b2c3d4e5f6071'}} | The to is missing, or is no text.",
        "{'send': {'whom': 'x'}} | There is no whom here; known are from, to, body",
        "{'drop': {'account': '1111111111111111'}} | There is no account 1111111111111111.",
        "{'drop': {'account': 'alice'}} | An account is named by its cid",
        "{'presence': {'account': '8a1b2c3d4e5f6071', 'state': 'XXX'}} | The state XXX is not one",
        "{'fault': {'twice': 'word'}} | A stanza is a message, a presence or an iq.",
        "[] | The request must be a JSON object.",
        "{ | The request is not JSON."
      })
  void what_is_wrong_is_said_in_a_sentence(String request, String sentence) {
    var answer = browser.postBody("/control", request.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Browser.json(answer).path("error").asText()).startsWith(sentence);
  }

  @Test
  void nothing_is_done_where_one_key_is_unknown() {
    browser.postBody("/control", "{\"set\": {\"ping\": \"error\"}, \"shout\": {}}");
    try (var alice = TestClient.alice(sandbox)) {
      alice.sync();
      assertThat(sandbox.log(BuiltIn.ALICE).getLast().stanza().attribute("type"))
          .contains("result");
    }
  }

  @Test
  void it_is_a_post() {
    assertThat(browser.get("/control").statusCode()).isEqualTo(405);
  }
}
