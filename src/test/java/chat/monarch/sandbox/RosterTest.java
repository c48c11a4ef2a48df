package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.Contact;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B.6: the roster, adding, and what is refused.
final class RosterTest {
  private static final String DAVE = "1234567890abcdef";

  private final Sandbox sandbox =
      Sandbox.start(
          SandboxOptions.defaults()
              .withPersonas(
                  Personas.of(
                      BuiltIn.alice(),
                      BuiltIn.bob(),
                      BuiltIn.carol(),
                      Persona.named(DAVE, "dave@example.com", "Dave")
                          .with(new Persona.NativePresence("NLN", null)))));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static Element set(TestClient client, String item) {
    return client.ask("set", "<query xmlns='jabber:iq:roster'>" + item + "</query>");
  }

  private static List<Element> roster(TestClient client) {
    return client
        .ask("get", "<query xmlns='jabber:iq:roster'/>")
        .child(Ns.ROSTER, "query")
        .orElseThrow()
        .children();
  }

  private static List<String> pushes(TestClient client) {
    return client.rest().stream()
        .filter(stanza -> stanza.name().equals("iq"))
        .map(push -> push.children().getFirst().children().getFirst().toXml())
        .map(item -> item.replace(" xmlns=\"jabber:iq:roster\"", ""))
        .toList();
  }

  private static String error(Element answer) {
    var error = answer.child(Ns.CLIENT, "error").orElseThrow();
    return error.attribute("type").orElseThrow() + "/" + error.children().getFirst().name();
  }

  private String dave() {
    return DAVE + "@messenger.live.com";
  }

  @Rule("ROS-1")
  @Test
  void ros_1_the_roster_as_the_persona_has_it() {
    try (var alice = TestClient.alice(sandbox)) {
      var answer = alice.ask("get", "<query xmlns='jabber:iq:roster'/>");

      assertThat(answer.attribute("from")).contains("messenger.live.com");
      assertThat(answer.attribute("to")).contains(alice.jid());
      assertThat(answer.children().getFirst().toXml())
          .isEqualTo(
              "<query xmlns=\"jabber:iq:roster\">"
                  + "<item jid=\"8a1b2c3d4e5f6071@messenger.live.com\" name=\"Bob\""
                  + " subscription=\"both\"><group>Friends</group></item>"
                  + "<item jid=\"0f0e0d0c0b0a0908@messenger.live.com\" name=\"Carol\""
                  + " subscription=\"both\"/></query>");
    }
  }

  @Rule({"ADD-1", "ROS-4"})
  @Test
  void adding_is_a_set_and_then_an_invitation_which_may_be_accepted() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      var result = set(alice, "<item jid='" + dave() + "' name='Dave'/>");
      assertThat(result.attribute("type")).contains("result");
      assertThat(pushes(alice))
          .containsExactly("<item jid=\"" + dave() + "\" name=\"Dave\" subscription=\"none\"/>");
      assertThat(sandbox.log(DAVE)).as("an invitation yet").isEmpty();

      alice.send("<presence type='subscribe' to='" + dave() + "'/>");
      assertThat(pushes(alice))
          .containsExactly(
              "<item jid=\""
                  + dave()
                  + "\" name=\"Dave\" subscription=\"none\" ask=\"subscribe\"/>");
      sandbox.await(
          DAVE,
          0,
          record -> record.stanza().attribute("type").filter("subscribe"::equals).isPresent(),
          Sandbox.PATIENCE);

      sandbox.accept(DAVE, BuiltIn.ALICE);
      var rest = alice.rest();
      assertThat(rest.get(0).toXml()).contains("subscription=\"both\"").doesNotContain("ask=");
      assertThat(rest.get(1).attribute("type")).contains("subscribed");
      assertThat(rest.get(2).attribute("from")).contains(sandbox.nativeJid(DAVE));
      assertThat(rest).hasSize(3);
    }
  }

  @Rule("ADD-1")
  @Test
  void add_1_subscribe_alone_makes_the_item() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<presence type='subscribe' to='" + dave() + "/x'/>");

      assertThat(pushes(alice))
          .containsExactly(
              "<item jid=\"" + dave() + "\" subscription=\"none\" ask=\"subscribe\"/>");
    }
  }

  @Rule("ADD-1")
  @Test
  void add_1_the_same_again_changes_nothing() {
    try (var alice = TestClient.alice(sandbox)) {
      var result =
          set(
              alice,
              "<item jid='8A1B2C3D4E5F6071@messenger.live.com' name='Bob'>"
                  + "<group>Friends</group></item>");

      assertThat(result.attribute("type")).contains("result");
      assertThat(pushes(alice)).isEmpty();
    }
  }

  @Rule("ADD-2")
  @Test
  void t44_an_email_as_jid_is_taken_and_never_brings_presence() {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      var result = set(alice, "<item jid='dave@example.com' name='Dave'/>");
      alice.send("<presence type='subscribe' to='dave@example.com'/>");

      assertThat(result.attribute("type")).contains("result");
      assertThat(pushes(alice))
          .containsExactly("<item jid=\"dave@example.com\" name=\"Dave\" subscription=\"none\"/>");
      assertThat(sandbox.log(DAVE)).isEmpty();
    }
  }

  @Rule("ADD-3")
  @Test
  void add_3_an_unknown_jid_is_not_found() {
    try (var alice = TestClient.alice(sandbox)) {
      var unknown = "1111111111111111@messenger.live.com";

      assertThat(error(set(alice, "<item jid='" + unknown + "'/>")))
          .isEqualTo("cancel/item-not-found");
      alice.send("<presence type='subscribe' to='" + unknown + "'/>");
      var presence = alice.next();
      assertThat(error(presence)).isEqualTo("cancel/item-not-found");
      assertThat(presence.attribute("from")).contains(unknown);
    }
  }

  @Rule("ADD-3")
  @Test
  void add_3_ones_own_jid_is_not_allowed() {
    try (var alice = TestClient.alice(sandbox)) {
      var own = sandbox.jid(BuiltIn.ALICE);

      assertThat(error(set(alice, "<item jid='" + own + "'/>"))).isEqualTo("cancel/not-allowed");
      alice.send("<presence type='subscribe' to='" + own + "'/>");
      assertThat(error(alice.next())).isEqualTo("cancel/not-allowed");
    }
  }

  @Rule("ADD-4")
  @Test
  void add_4_declined_leaves_the_item_without_ask() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<presence type='subscribe' to='" + dave() + "'/>");
      alice.forget();

      sandbox.decline(DAVE, BuiltIn.ALICE);

      var rest = alice.rest();
      assertThat(rest.get(0).attribute("type")).contains("unsubscribed");
      assertThat(rest.get(1).toXml()).contains("subscription=\"none\"").doesNotContain("ask=");
    }
  }

  @Test
  void inviting_who_has_invited_makes_both_contacts() {
    sandbox.invite(DAVE, BuiltIn.ALICE, "Dave", null);
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<presence type='subscribe' to='" + dave() + "'/>");

      assertThat(pushes(alice).getLast()).contains("subscription=\"both\"");
    }
  }

  @Test
  void inviting_a_contact_is_answered_at_once() {
    try (var alice = TestClient.alice(sandbox)) {
      alice.send("<presence type='subscribe' to='" + sandbox.jid(BuiltIn.BOB) + "'/>");

      assertThat(alice.next().attribute("type")).contains("subscribed");
    }
  }

  @Rule("MOD-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<item jid='8a1b2c3d4e5f6071@messenger.live.com' name='Robert'><group>Friends</group></item>",
        "<item jid='8a1b2c3d4e5f6071@messenger.live.com' name='Bob'><group>Work</group></item>",
        "<item jid='8a1b2c3d4e5f6071@messenger.live.com' subscription='remove'/>"
      })
  void mod_1_renaming_regrouping_and_removing_are_refused(String item) {
    try (var alice = TestClient.alice(sandbox)) {
      var before = roster(alice);

      assertThat(error(set(alice, item))).isEqualTo("cancel/feature-not-implemented");

      assertThat(roster(alice)).isEqualTo(before);
      assertThat(pushes(alice)).isEmpty();
    }
  }

  @Rule("MOD-1")
  @Test
  void mod_1_the_refusal_can_be_another_or_silent() {
    var rename = "<item jid='0f0e0d0c0b0a0908@messenger.live.com' name='C'/>";
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.set("roster.refusal", "not-allowed");
      assertThat(error(set(alice, rename))).isEqualTo("cancel/not-allowed");

      sandbox.set("roster.refusal", "silent");
      assertThat(set(alice, rename).attribute("type")).contains("result");
      assertThat(roster(alice).getLast().attribute("name")).contains("Carol");
    }
  }

  @Rule("MOD-2")
  @ParameterizedTest
  @ValueSource(strings = {"unsubscribe", "unsubscribed"})
  void mod_2_a_contact_cannot_be_left(String type) {
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      alice.send("<presence type='" + type + "' to='" + sandbox.jid(BuiltIn.BOB) + "'/>");

      assertThat(alice.rest()).isEmpty();
      assertThat(roster(alice).getFirst().attribute("subscription")).contains("both");
    }
  }

  @Rule("ROS-4")
  @Test
  void ros_4_every_bound_session_is_told() {
    try (var one = TestClient.signedIn(sandbox, BuiltIn.ALICE, "one");
        var two = TestClient.signedIn(sandbox, BuiltIn.ALICE, "two")) {
      set(one, "<item jid='" + dave() + "'/>");

      assertThat(pushes(one)).hasSize(1);
      var push = two.next();
      assertThat(push.attribute("from")).contains("messenger.live.com");
      assertThat(push.attribute("to")).contains(two.jid());
    }
  }

  @Rule("ROS-4")
  @Test
  void ros_4_what_the_user_does_elsewhere_is_pushed() {
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.renameContact(BuiltIn.ALICE, BuiltIn.CAROL, "Caroline");
      sandbox.removeContact(BuiltIn.ALICE, BuiltIn.BOB);

      assertThat(pushes(alice))
          .containsExactly(
              "<item jid=\"0f0e0d0c0b0a0908@messenger.live.com\" name=\"Caroline\""
                  + " subscription=\"both\"/>",
              "<item jid=\"8a1b2c3d4e5f6071@messenger.live.com\" name=\"Bob\""
                  + " subscription=\"remove\"><group>Friends</group></item>");
      assertThat(roster(alice)).hasSize(1);
    }
  }

  @Test
  void a_push_can_come_twice() {
    sandbox.set("fault.duplicate_push", "on");
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.renameContact(BuiltIn.ALICE, BuiltIn.CAROL, "Caroline");

      assertThat(pushes(alice)).hasSize(2);
    }
  }

  @Test
  void t17_a_roster_can_come_from_a_contact() {
    sandbox.set("fault.roster_from", "contact");
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(alice.ask("get", "<query xmlns='jabber:iq:roster'/>").attribute("from"))
          .contains(sandbox.jid(BuiltIn.BOB));
    }
  }

  @Test
  void t18_a_push_can_be_forged() {
    var forged =
        Element.client("iq")
            .with("type", "set")
            .with("id", "forged")
            .with("from", sandbox.nativeJid(BuiltIn.BOB))
            .with(Element.of(Ns.ROSTER, "query"));
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(sandbox.sendStanza(BuiltIn.ALICE, forged)).isEqualTo(1);

      assertThat(alice.next()).isEqualTo(forged);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<item/>",
        "<item jid='a@b@c'/>",
        "<item jid='8a1b2c3d4e5f6071@messenger.live.com/full'/>",
        "<item jid='x@example.com'/><item jid='y@example.com'/>"
      })
  void a_set_that_is_not_one_item_is_bad(String items) {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(error(set(alice, items))).isEqualTo("modify/bad-request");
    }
  }

  @Rule("ROS-1")
  @Test
  void ros_1_pending_contacts_are_in_the_roster() {
    var pending = new Contact(BuiltIn.BOB, null, "none", true, List.of());
    var people = Personas.of(BuiltIn.alice().withRoster(pending), BuiltIn.bob());
    try (var other = Sandbox.start(SandboxOptions.defaults().withPersonas(people));
        var alice = TestClient.alice(other)) {
      assertThat(roster(alice).getFirst().toXml())
          .contains("subscription=\"none\" ask=\"subscribe\"")
          .doesNotContain("name=");
    }
  }
}
