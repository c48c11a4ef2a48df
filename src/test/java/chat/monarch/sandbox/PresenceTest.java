package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Persona.Invitation;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// B.7: presence and invitations.
final class PresenceTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String inner(Element presence) {
    return presence.content().stream()
        .map(child -> ((Element) child).toStreamXml())
        .reduce("", String::concat);
  }

  @Rule("PRS-2")
  @Test
  void prs_2_first_presences_then_invitations_then_messages() {
    var people =
        Personas.of(
            BuiltIn.alice().withInvitations(new Invitation("1111111111111111", "Eve", "Hi there")),
            BuiltIn.bob(),
            BuiltIn.carol());
    try (var other = Sandbox.start(SandboxOptions.defaults().withPersonas(people));
        var alice = TestClient.alice(other)) {
      other.send(BuiltIn.BOB, BuiltIn.ALICE, "Call me later");

      var rest = alice.available().rest();

      assertThat(rest.stream().map(stanza -> stanza.attribute("from").orElseThrow()))
          .containsExactly(
              alice.jid(),
              other.nativeJid(BuiltIn.BOB),
              other.nativeJid(BuiltIn.CAROL),
              "1111111111111111@messenger.live.com",
              other.jid(BuiltIn.BOB));
      assertThat(rest.get(1).attribute("to")).contains(alice.jid());
      assertThat(inner(rest.get(1)))
          .isEqualTo("<show>dnd</show><status>In a meeting</status><priority>0</priority>");
      assertThat(inner(rest.get(3)))
          .isEqualTo(
              "<status>Hi there</status>"
                  + "<nick xmlns=\"http://jabber.org/protocol/nick\">Eve</nick>");
      assertThat(rest.get(4).name()).isEqualTo("message");
    }
  }

  @Rule("PRS-2")
  @Test
  void prs_2_changes_are_told_and_ones_own_presence_comes_back() {
    try (var alice = TestClient.alice(sandbox).available().forget();
        var bob = TestClient.signedIn(sandbox, BuiltIn.BOB, "phone").available()) {
      assertThat(alice.next().attribute("from")).contains(bob.jid());
      bob.forget();

      alice.send("<presence><show>away</show><status>Back at five</status></presence>");

      assertThat(inner(bob.next())).isEqualTo("<show>away</show><status>Back at five</status>");
      assertThat(alice.next().attribute("from")).contains(alice.jid());
    }
  }

  @Rule("PRS-2")
  @Test
  void prs_2_other_places_of_ones_own_are_seen() {
    try (var one = TestClient.signedIn(sandbox, BuiltIn.ALICE, "one").available().forget();
        var two = TestClient.signedIn(sandbox, BuiltIn.ALICE, "two").available()) {
      assertThat(one.next().attribute("from")).contains(two.jid());
      assertThat(two.rest().stream().map(stanza -> stanza.attribute("from").orElseThrow()))
          .contains(one.jid(), two.jid());

      two.hangUp();

      var gone = one.next();
      assertThat(gone.attribute("type")).contains("unavailable");
      assertThat(gone.attribute("from")).contains(two.jid());
    }
  }

  @Rule("PRS-4")
  @ParameterizedTest
  @CsvSource({
    "NLN, ''",
    "IDL, away",
    "BRB, away",
    "AWY, away",
    "LUN, away",
    "BSY, dnd",
    "PHN, dnd"
  })
  void prs_4_states_of_native_contacts(String state, String show) {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.presence(BuiltIn.BOB, state, null);

      assertThat(alice.next().child(Ns.CLIENT, "show").map(Element::text).orElse(""))
          .isEqualTo(show);
    }
  }

  @Rule("PRS-4")
  @ParameterizedTest
  @ValueSource(strings = {"HDN", "FLN"})
  void prs_4_hidden_and_offline_contacts_are_unavailable(String state) {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.presence(BuiltIn.BOB, state, null);

      assertThat(alice.next().attribute("type")).contains("unavailable");
    }
  }

  @Rule("PRS-4")
  @ParameterizedTest
  @CsvSource({"chat, ''", "xa, away", "away, away", "dnd, dnd", "'', ''"})
  void prs_4_what_the_service_makes_of_a_clients_show(String show, String seen) {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send("<presence><show>" + show + "</show><status/></presence>");

      var own = alice.next();
      assertThat(own.child(Ns.CLIENT, "show").map(Element::text).orElse("")).isEqualTo(seen);
      assertThat(own.child(Ns.CLIENT, "status")).isEmpty();
    }
  }

  @Rule("PRS-4")
  @Test
  void prs_4_invisible_is_ignored() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send("<presence type='invisible'/>");

      assertThat(alice.rest()).isEmpty();
    }
  }

  @Rule("PRS-3")
  @ParameterizedTest
  @ValueSource(
      strings = {"<show>busy</show>", "<priority>200</priority>", "<priority>x</priority>"})
  void prs_3_a_presence_of_wrong_form_is_bad(String content) {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<presence>" + content + "</presence>");

      var error = alice.next();
      assertThat(error.attribute("type")).contains("error");
      assertThat(error.toXml()).contains("<bad-request ");
    }
  }

  @Rule("PRS-3")
  @Test
  void prs_3_nothing_else_is_passed_on() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send(
          "<presence><priority>5</priority><c xmlns='http://jabber.org/protocol/caps' node='n'/>"
              + "<x xmlns='vcard-temp:x:update'><photo>123</photo></x></presence>");

      assertThat(inner(alice.next())).isEqualTo("<priority>5</priority>");
    }
  }

  @Rule("PRS-3")
  @Test
  void prs_3_the_hash_of_the_photo_if_wanted() {
    sandbox.set("presence.photo_hash", "on");
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.presence(BuiltIn.BOB, "NLN", null);

      assertThat(alice.next().toXml())
          .containsPattern("<x xmlns=\"vcard-temp:x:update\"><photo>[0-9a-f]{40}</photo></x>");
    }
  }

  @Rule({"PRS-6", "PRS-7"})
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<presence type='probe' to='8a1b2c3d4e5f6071@messenger.live.com'/>",
        "<presence to='8a1b2c3d4e5f6071@messenger.live.com'/>",
        "<presence type='unavailable' to='8a1b2c3d4e5f6071@messenger.live.com'/>"
      })
  void prs_6_and_prs_7_probes_and_directed_presence_are_ignored(String presence) {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send(presence);

      assertThat(alice.rest()).isEmpty();
    }
  }

  @Rule("MSG-5")
  @Test
  void an_unavailable_session_gets_no_presence_and_no_message_but_lives() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send("<presence type='unavailable'/>");
      alice.sync();

      sandbox.presence(BuiltIn.BOB, "NLN", null);
      sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "Are you there?");

      assertThat(alice.rest()).isEmpty();
    }
  }

  @Rule("INV-1")
  @Test
  void inv_1_an_invitation_comes_at_once_and_at_each_sign_in() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.invite(BuiltIn.CAROL, BuiltIn.ALICE, "<b>Carol</b>", null);

      assertThat(alice.next().toXml())
          .isEqualTo(
              "<presence xmlns=\"jabber:client\" type=\"subscribe\""
                  + " from=\"0f0e0d0c0b0a0908@messenger.live.com\""
                  + " to=\"00037ffe12ab34cd@messenger.live.com\">"
                  + "<nick xmlns=\"http://jabber.org/protocol/nick\">&lt;b&gt;Carol&lt;/b&gt;</nick>"
                  + "</presence>");
    }
    try (var alice = TestClient.alice(sandbox).available()) {
      assertThat(alice.rest())
          .anyMatch(stanza -> stanza.attribute("type").filter("subscribe"::equals).isPresent());
    }
  }

  @Rule("INV-3")
  @Test
  void inv_3_accepting_makes_both_contacts() {
    var people = Personas.of(BuiltIn.alice().withRoster(), BuiltIn.bob().withRoster());
    try (var other = Sandbox.start(SandboxOptions.defaults().withPersonas(people));
        var alice = TestClient.alice(other).available().forget();
        var bob = TestClient.signedIn(other, BuiltIn.BOB, "phone").available().forget()) {
      bob.send("<presence type='subscribe' to='" + other.jid(BuiltIn.ALICE) + "'/>");
      assertThat(alice.next().child(Ns.NICK, "nick").map(Element::text)).contains("Bob Builder");
      bob.forget();

      alice.send("<presence type='subscribed' to='" + other.jid(BuiltIn.BOB) + "'/>");

      assertThat(kinds(alice.rest())).containsExactly("iq", "presence", "presence");
      assertThat(kinds(bob.rest())).containsExactly("iq", "presence subscribed", "presence");
    }
  }

  private static List<String> kinds(List<Element> stanzas) {
    return stanzas.stream()
        .map(
            stanza ->
                stanza.name()
                    + stanza
                        .attribute("type")
                        .filter(type -> !type.equals("set"))
                        .map(type -> " " + type)
                        .orElse(""))
        .toList();
  }

  @Rule("INV-4")
  @Test
  void inv_4_declining_pushes_nothing_and_ends_the_invitation() {
    sandbox.invite(BuiltIn.CAROL, BuiltIn.ALICE, null, null);
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send("<presence type='unsubscribed' to='" + sandbox.jid(BuiltIn.CAROL) + "'/>");

      assertThat(alice.rest()).isEmpty();
    }
    try (var alice = TestClient.alice(sandbox).available()) {
      assertThat(alice.rest())
          .noneMatch(stanza -> stanza.attribute("type").filter("subscribe"::equals).isPresent());
    }
  }

  @Test
  void who_was_not_invited_accepts_nothing() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send("<presence type='subscribed' to='" + sandbox.jid(BuiltIn.BOB) + "'/>");

      assertThat(alice.rest()).isEmpty();
    }
  }
}
