package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Addition;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Contact.Subscription;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Lookup;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Finding, adding and answering people on the wire: T20 to T24 of B.16 and the rules about them.
class ContactVectorsTest {
  private static final String DAN = "0000000000000dad";
  private static final String EMAIL = "dan@example.org";

  private Bench bench = withDan(Map.of());

  private static Bench withDan(Map<String, String> config) {
    return new Bench(
        config,
        Personas.of(
            List.of(
                BuiltIn.alice(),
                BuiltIn.bob(),
                BuiltIn.carol(),
                Persona.named(DAN, EMAIL, "Dan Dare"))));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<Element> sent() {
    return bench.sandbox().log(BuiltIn.ALICE).stream()
        .filter(record -> record.isSent())
        .map(record -> record.stanza())
        .toList();
  }

  private List<Element> lookups() {
    return sent().stream()
        .filter(stanza -> stanza.child(Ns.JID_LOOKUP, "getjid").isPresent())
        .toList();
  }

  private RemoteUserId dan() {
    return bench.user(DAN);
  }

  @Rule({"ADD-2", "GJ-1"})
  @Test
  void t20_whoever_is_added_by_email_is_looked_up_listed_and_asked_in_that_order() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);

    assertThat(session.lookUp(EMAIL)).isEqualTo(new Lookup.Found(dan()));
    assertThat(session.add(dan(), "Danny", false)).isEqualTo(new Addition.Asked(true));

    var about =
        sent().stream()
            .map(Element::toXml)
            .filter(xml -> xml.contains("getjid") || xml.contains(DAN))
            .toList();
    assertThat(about).hasSize(3);
    assertThat(about.get(0)).contains("getjid", EMAIL, "get");
    assertThat(about.get(1)).contains("jabber:iq:roster", "Danny", DAN).doesNotContain(EMAIL);
    assertThat(about.get(2)).contains("presence", "subscribe", DAN).doesNotContain(EMAIL);
    var change = bench.heard().await(Heard.Word.Changed.class, 1, word -> word.contact().asked());
    assertThat(change.contact()).isEqualTo(new Contact(dan(), "Danny", Subscription.NONE, true));
  }

  @Rule("GJ-3")
  @ParameterizedTest
  @ValueSource(strings = {"error", "empty", "blank"})
  void t21_an_unknown_address_is_no_account_however_the_service_says_so(String answer) {
    bench.sandbox().set("getjid.unknown", answer);
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(session.lookUp("nobody@example.org")).isEqualTo(new Lookup.Unknown());
  }

  @Rule("GJ-3")
  @ParameterizedTest
  @ValueSource(strings = {"not a jid@@", "example.org"})
  void t21_what_is_no_users_jid_is_no_account(String jid) {
    assertThat(answered(EMAIL, jid)).isEqualTo(new Lookup.Unknown());
  }

  @Rule("GJ-2")
  @Test
  void t21_a_resource_in_the_answer_is_stripped() {
    assertThat(answered(EMAIL, " " + dan().value() + "/home ")).isEqualTo(new Lookup.Found(dan()));
  }

  @Rule({"GEN-6", "GJ-7"})
  @Test
  void t22_the_answers_address_may_be_in_other_letters() {
    assertThat(answered("Dan@Example.ORG", dan().value())).isEqualTo(new Lookup.Found(dan()));
  }

  @Rule("GJ-7")
  @Test
  void gj7_the_service_itself_may_answer() {
    assertThat(answered("messenger.live.com", dan().value())).isEqualTo(new Lookup.Found(dan()));
  }

  /// What a look-up comes to where the service's answer has this sender and this JID.
  private Lookup answered(String from, String jid) {
    bench.sandbox().failNext(Ns.JID_LOOKUP, "silence", 1);
    var session = bench.signIn(BuiltIn.ALICE);
    var lookup = CompletableFuture.supplyAsync(() -> session.lookUp(EMAIL));
    var id =
        bench
            .sandbox()
            .awaitSent(BuiltIn.ALICE, sent -> sent.child(Ns.JID_LOOKUP, "getjid").isPresent())
            .stanza()
            .attribute("id")
            .orElseThrow();
    bench.sandbox().sendRaw(BuiltIn.ALICE, answer(id, "mallory@example.org", "wrong@example.org"));
    bench.sandbox().sendRaw(BuiltIn.ALICE, answer(id, from, jid));
    try {
      return lookup.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String answer(String id, String from, String jid) {
    return "<iq xmlns='jabber:client' type='result' id='"
        + id
        + "' from='"
        + from
        + "'><getjid xmlns='"
        + Ns.JID_LOOKUP
        + "'><jid>"
        + jid
        + "</jid></getjid></iq>";
  }

  @Rule("GJ-3")
  @ParameterizedTest
  @ValueSource(strings = {"cancel/service-unavailable", "cancel/feature-not-implemented"})
  void gj3_a_service_without_look_up_is_told_apart(String error) {
    bench.sandbox().failNext(Ns.JID_LOOKUP, error, 1);
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(session.lookUp(EMAIL)).isEqualTo(new Lookup.NotOffered());
  }

  @Rule("DSC-3")
  @Test
  void dsc3_what_is_not_announced_is_tried_all_the_same() {
    bench.sandbox().set("disco.features", "vcard-temp");
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(session.lookUp(EMAIL)).isEqualTo(new Lookup.Found(dan()));
  }

  @Rule("DSC-3")
  @Test
  void dsc3_where_it_must_be_announced_nothing_else_is_asked() {
    bench.close();
    bench = withDan(Map.of("jidlookup.require-feature", "true"));
    bench.sandbox().set("disco.features", "vcard-temp");
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(session.lookUp(EMAIL)).isEqualTo(new Lookup.NotOffered());
    assertThat(lookups()).isEmpty();
  }

  @Rule("DSC-3")
  @Test
  void dsc3_where_the_service_does_not_say_what_it_has_somebody_is_looked_up() {
    bench.close();
    bench = withDan(Map.of("jidlookup.require-feature", "true"));
    bench.sandbox().failNext(Ns.DISCO_INFO, "cancel/service-unavailable", 1);
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(session.lookUp(EMAIL)).isEqualTo(new Lookup.Found(dan()));
  }

  @Test
  void t23_a_name_that_is_refused_is_asked_for_once_and_the_invitation_goes_out() {
    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(session.add(bench.user(BuiltIn.BOB), "Robert", false))
        .isEqualTo(new Addition.Asked(false));

    assertThat(sent().stream().filter(stanza -> stanza.toXml().contains("Robert"))).hasSize(1);
  }

  @Test
  void add3_an_unknown_account_and_ones_own_are_refused_and_nobody_is_asked() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    var nobody = new RemoteUserId("1111111111111111@messenger.live.com");

    assertThat(session.add(nobody, null, false)).isEqualTo(new Addition.Unknown());
    assertThat(session.add(bench.user(BuiltIn.ALICE), null, false))
        .isEqualTo(new Addition.Refused("not-allowed"));
    assertThat(sent().stream().filter(stanza -> stanza.toXml().contains("subscribe"))).isEmpty();
  }

  @Rule({"INV-1", "INV-2"})
  @Test
  void t24_an_invitation_is_told_with_its_words_cleaned_and_without_asking_for_a_card() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);

    bench.sandbox().invite(DAN, BuiltIn.ALICE, "  <b>Dan</b>\u202e" + "x".repeat(200), "Hi\nyou");

    var told = bench.heard().await(Heard.Word.Invited.class).invitation();
    assertThat(told.from()).isEqualTo(dan());
    assertThat(told.nick()).startsWith("<b>Dan</b>x").hasSize(129);
    assertThat(told.message()).isEqualTo("Hiyou");
    assertThat(session.answer(dan(), false)).isTrue();
    assertThat(sent().stream().filter(stanza -> stanza.child(Ns.VCARD, "vCard").isPresent()))
        .isEmpty();
  }

  @Rule({"INV-1", "INV-3"})
  @Test
  void inv3_whom_the_user_accepts_becomes_a_contact() {
    var session = bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    bench.sandbox().invite(DAN, BuiltIn.ALICE, null, null);
    assertThat(bench.heard().await(Heard.Word.Invited.class).invitation())
        .isEqualTo(new Invitation(dan(), null, null));

    assertThat(session.answer(dan(), true)).isTrue();

    assertThat(bench.heard().await(Heard.Word.Changed.class).contact().isEstablished()).isTrue();
  }

  @Rule("ADD-5")
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void add4_what_somebody_answers_is_told(boolean accepts) {
    var session = bench.signIn(BuiltIn.ALICE);
    session.add(dan(), null, false);

    if (accepts) {
      bench.sandbox().accept(DAN, BuiltIn.ALICE);
    } else {
      bench.sandbox().decline(DAN, BuiltIn.ALICE);
    }

    assertThat(bench.heard().await(Heard.Word.Answered.class))
        .isEqualTo(new Heard.Word.Answered(dan(), accepts));
  }

  @Test
  void t27_what_seems_to_come_from_oneself_in_other_letters_is_nobodys() {
    bench.signIn(BuiltIn.ALICE);
    bench.heard().await(Heard.Word.Ready.class);
    var self = bench.sandbox().jid(BuiltIn.ALICE).toUpperCase(Locale.ROOT);

    for (var type : List.of("subscribe", "subscribed", "unsubscribed")) {
      bench
          .sandbox()
          .sendRaw(
              BuiltIn.ALICE,
              "<presence xmlns='jabber:client' type='" + type + "' from='" + self + "/x'/>");
    }
    bench.sandbox().invite(DAN, BuiltIn.ALICE, null, null);

    assertThat(bench.heard().await(Heard.Word.Invited.class).invitation().from()).isEqualTo(dan());
    assertThat(bench.heard().all(Heard.Word.Answered.class)).isEmpty();
  }

  @Rule("GJ-4")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob",
        "a b@example.org",
        "a@b@c",
        "@example.org",
        "bob@",
        "b'ob@example.org",
        "b&ob@example.org",
        "b/ob@example.org",
        "b:ob@example.org",
        "b<ob@example.org",
      })
  void gj4_what_is_no_address_is_not_looked_up(String typed) {
    assertThat(bench.sessions().readEmail(typed)).isNull();
  }

  @Rule({"GJ-1", "GJ-4"})
  @Test
  void gj1_an_address_is_lower_case_and_without_blanks() {
    assertThat(bench.sessions().readEmail("  Dan.D+x@Example.ORG "))
        .isEqualTo("dan.d+x@example.org");
    assertThat(bench.sessions().readEmail("x".repeat(310) + "@example.org")).isNull();
  }
}
