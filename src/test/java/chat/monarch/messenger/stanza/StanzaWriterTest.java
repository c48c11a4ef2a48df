package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.testkit.Rule;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StanzaWriterTest {
  @BeforeAll
  static void start() {
    SmackSetup.ensureStarted();
  }

  @Rule({"MSG-1", "MSG-2", "MSG-3"})
  @Test
  void nothing_in_a_message_can_break_out_of_it() {
    var body = "</body><presence type='unavailable'/>&\"'";

    var xml =
        StanzaWriter.message(
            new OutgoingChat("c1", new RemoteUserId("bob@messenger.live.com"), body), false);

    var message = Elements.parse(xml);
    assertThat(message.is("jabber:client", "message")).isTrue();
    assertThat(message.attribute("type")).hasValue("chat");
    assertThat(message.attribute("id")).hasValue("c1");
    assertThat(message.attribute("to")).hasValue("bob@messenger.live.com");
    assertThat(message.children()).hasSize(1);
    assertThat(message.children().getFirst().text()).isEqualTo(body);
  }

  @Rule({"PRS-1", "PRS-3"})
  @Test
  void own_presence_has_a_state_and_words_and_nothing_else() {
    assertThat(StanzaWriter.presence(Presence.ONLINE)).isEqualTo("<presence/>");
    var busy =
        Elements.parse(StanzaWriter.presence(new Presence(Availability.BUSY, "<b> & \u0001")));
    assertThat(busy.attribute("to")).isEmpty();
    assertThat(busy.attribute("type")).isEmpty();
    assertThat(busy.children()).hasSize(2);
    assertThat(busy.child("jabber:client", "show").orElseThrow().text()).isEqualTo("dnd");
    assertThat(busy.child("jabber:client", "status").orElseThrow().text()).isEqualTo("<b> & ");
    var away = Elements.parse(StanzaWriter.presence(new Presence(Availability.AWAY, "")));
    assertThat(away.children()).hasSize(1);
    assertThat(away.children().getFirst().text()).isEqualTo("away");
    var offline = Elements.parse(StanzaWriter.presence(new Presence(Availability.OFFLINE, "x")));
    assertThat(offline.attribute("type")).hasValue("unavailable");
  }

  @Rule("MSG-4")
  @Test
  void a_chat_state_goes_with_a_message_or_without_a_body() {
    var bob = new RemoteUserId("bob@messenger.live.com");

    var message = Elements.parse(StanzaWriter.message(new OutgoingChat("c1", bob, "Hi"), true));
    var alone = Elements.parse(StanzaWriter.chatState(bob, "composing"));

    assertThat(message.child(Payloads.CHAT_STATES, "active")).isPresent();
    assertThat(message.child("jabber:client", "body").orElseThrow().text()).isEqualTo("Hi");
    assertThat(alone.localName()).isEqualTo("message");
    assertThat(alone.attribute("type")).hasValue("chat");
    assertThat(alone.attribute("to")).hasValue("bob@messenger.live.com");
    assertThat(alone.children()).hasSize(1);
    assertThat(alone.child(Payloads.CHAT_STATES, "composing")).isPresent();
  }

  @Rule("SASL-2")
  @Test
  void a_token_is_written_as_it_stands() {
    var auth = Elements.parse(StanzaWriter.auth(new Secret("Ew+/a==&<")));

    assertThat(auth.is("urn:ietf:params:xml:ns:xmpp-sasl", "auth")).isTrue();
    assertThat(auth.attribute("mechanism")).hasValue("X-MESSENGER-OAUTH2");
    assertThat(auth.text()).isEqualTo("Ew+/a==&<");
  }

  @Rule("ARC-11")
  @Test
  void questions_have_the_form_of_the_contract() {
    assertThat(StanzaWriter.roster("r1"))
        .isEqualTo(
            "<iq xmlns='jabber:client' id='r1' type='get'><query xmlns='jabber:iq:roster'/></iq>");
    assertThat(StanzaWriter.card("v1", "bob@messenger.live.com"))
        .isEqualTo(
            "<iq xmlns='jabber:client' to='bob@messenger.live.com' id='v1' type='get'>"
                + "<vCard xmlns='vcard-temp'/></iq>");
    assertThat(StanzaWriter.archiveRetrieve("h2", "bob@messenger.live.com", "2012'<", 10))
        .isEqualTo(
            "<iq xmlns='jabber:client' id='h2' type='get'><retrieve xmlns='urn:xmpp:archive'"
                + " with='bob@messenger.live.com' start='2012&apos;&lt;'>"
                + "<set xmlns='http://jabber.org/protocol/rsm'><max>10</max></set>"
                + "</retrieve></iq>");
  }

  @Test
  void answers_have_too() {
    assertThat(StanzaWriter.result("p1", null))
        .isEqualTo("<iq xmlns='jabber:client' id='p1' type='result'></iq>");
    var error =
        Elements.parse(
            StanzaWriter.error("x7", "bob@messenger.live.com/x", Condition.service_unavailable));
    assertThat(error.attribute("type")).hasValue("error");
    assertThat(error.attribute("to")).hasValue("bob@messenger.live.com/x");
    assertThat(StanzaErrors.condition(error)).isEqualTo("service-unavailable");
    assertThat(error.child("jabber:client", "error").orElseThrow().attribute("type"))
        .hasValue("cancel");
  }
}
