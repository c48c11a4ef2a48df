package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.messenger.oauth.Consents;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Vectors T1 to T6 and T16 to T18 of B.16: signing in, and who may answer.
class SignInVectorsTest {
  private final Bench bench = Bench.withoutRepetition(Map.of());

  @AfterEach
  void close() {
    bench.close();
  }

  private String token() {
    return bench.sandbox().issueToken(BuiltIn.ALICE).accessToken();
  }

  @Rule("SASL-1")
  @Test
  void t1_a_mechanism_with_a_blank_is_taken_and_sent_without_it() {
    bench.sandbox().set("mechanism.padding", "on");

    bench.signIn(BuiltIn.ALICE);

    assertThat(bench.heard().awaitState(SessionState.Online.class).account())
        .isEqualTo(bench.user(BuiltIn.ALICE));
  }

  @Rule({"SASL-2", "OA-3"})
  @Test
  void t2_a_token_from_a_fragment_is_sent_as_it_was_issued() {
    var token = token();
    assertThat(token).contains("+").contains("/").endsWith("=");
    var answer =
        Consents.reader("https://login.live.com/oauth20_desktop.srf")
            .read(
                "https://login.live.com/oauth20_desktop.srf#access_token="
                    + URLEncoder.encode(token, StandardCharsets.UTF_8)
                    + "&token_type=bearer&expires_in=3600&state=s1");

    var granted = (ConsentAnswer.Granted) answer;
    bench.open(new Keyring(granted.tokens().access().value()));

    assertThat(granted.tokens().access().value()).isEqualTo(token);
    assertThat(bench.heard().await(Heard.Word.Online.class).account())
        .isEqualTo(bench.user(BuiltIn.ALICE));
  }

  @Rule("SASL-5")
  @Test
  void t3_a_token_encoded_once_more_is_refused() {
    var twice = Base64.getEncoder().encodeToString(token().getBytes(StandardCharsets.UTF_8));

    bench.open(new Keyring(twice, twice));

    assertThat(bench.heard().awaitState(SessionState.BadCredentials.class).reason())
        .contains("not-authorized");
  }

  @Rule({"SASL-5", "OA-8"})
  @Test
  void t4_a_refused_token_is_renewed_once_and_then_signs_in() {
    var keyring = new Keyring(token(), token());
    bench.sandbox().failNextSasl("not-authorized", 1);

    bench.open(keyring);

    bench.heard().await(Heard.Word.Online.class);
    assertThat(keyring.renewals()).isEqualTo(1);
    assertThat(bench.sandbox().connections()).hasSize(2);
    assertThat(bench.heard().count(SessionState.Waiting.class)).isZero();
  }

  @Rule("SASL-5")
  @Test
  void t5_a_second_refusal_is_final() {
    var keyring = new Keyring(token(), token(), token());
    bench.sandbox().failNextSasl("not-authorized", 3);

    bench.open(keyring);

    bench.heard().awaitState(SessionState.BadCredentials.class);
    assertThat(keyring.renewals()).isEqualTo(1);
    assertThat(bench.sandbox().connections()).hasSize(2);
  }

  @Rule("SASL-5")
  @Test
  void t6_a_busy_service_costs_no_renewal_but_a_pause() {
    var keyring = new Keyring(token(), token());
    bench.sandbox().failNextSasl("temporary-auth-failure", 1);

    bench.open(keyring);

    assertThat(bench.heard().awaitState(SessionState.Waiting.class).reason())
        .contains("temporary-auth-failure");
    assertThat(keyring.renewals()).isZero();
  }

  @Rule({"BND-1", "IQ-1"})
  @Test
  void t16_the_address_is_what_bind_says() {
    bench.sandbox().set("bind.rewrite", "always");

    var session = bench.signIn(BuiltIn.ALICE);

    assertThat(bench.sandbox().sessions(BuiltIn.ALICE))
        .singleElement()
        .asString()
        .doesNotContain("bridge-");
    assertThat(bench.heard().await(Heard.Word.Online.class).account())
        .isEqualTo(bench.user(BuiltIn.ALICE));
    assertThat(session.card(bench.user(BuiltIn.ALICE)))
        .isInstanceOfSatisfying(
            ContactCard.Read.class, card -> assertThat(card.name()).isEqualTo("Alice Liddell"));
    // what comes from the address that bind gave comes from ourselves
    bench
        .sandbox()
        .sendRaw(
            BuiltIn.ALICE,
            "<iq xmlns='jabber:client' type='set' id='own' from='"
                + bench.sandbox().sessions(BuiltIn.ALICE).getFirst()
                + "'><query xmlns='jabber:iq:roster'>"
                + "<item jid='dan@messenger.live.com' name='Dan' subscription='both'/></query></iq>");
    assertThat(bench.heard().await(Heard.Word.Changed.class).contact().name()).isEqualTo("Dan");
  }

  @Rule("IQ-1")
  @Test
  void t17_a_roster_of_the_service_is_taken_and_one_of_a_contact_dropped() {
    bench.sandbox().set("fault.delay", "300ms");
    bench.open(new Keyring(token()));
    var asked =
        bench
            .sandbox()
            .awaitSent(BuiltIn.ALICE, stanza -> stanza.child(Ns.ROSTER, "query").isPresent());

    bench
        .sandbox()
        .sendRaw(
            BuiltIn.ALICE,
            "<iq xmlns='jabber:client' type='result' id='"
                + asked.stanza().attribute("id").orElseThrow()
                + "' from='"
                + bench.sandbox().jid(BuiltIn.BOB)
                + "'><query xmlns='jabber:iq:roster'>"
                + "<item jid='mallory@messenger.live.com' subscription='both'/></query></iq>");

    assertThat(bench.heard().await(Heard.Word.Online.class).contacts())
        .extracting(contact -> contact.id())
        .containsExactlyInAnyOrder(bench.user(BuiltIn.BOB), bench.user(BuiltIn.CAROL));
  }

  @Rule("ROS-4")
  @Test
  void t18_a_push_of_a_contact_is_refused_and_ignored() {
    bench.signIn(BuiltIn.ALICE);
    var forged =
        "<iq xmlns='jabber:client' type='set' id='evil' from='"
            + bench.sandbox().jid(BuiltIn.BOB)
            + "'><query xmlns='jabber:iq:roster'>"
            + "<item jid='mallory@messenger.live.com' subscription='both'/></query></iq>";

    bench.sandbox().sendRaw(BuiltIn.ALICE, forged);

    var answer =
        bench
            .sandbox()
            .awaitSent(
                BuiltIn.ALICE, stanza -> stanza.attribute("id").filter("evil"::equals).isPresent());
    assertThat(answer.stanza().attribute("type")).hasValue("error");
    assertThat(answer.stanza().toXml()).contains("service-unavailable");
    assertThat(bench.heard().all(Heard.Word.Changed.class)).isEmpty();
  }

  @Rule("BND-3")
  @Test
  void the_account_of_another_user_is_signed_out_again() {
    bench.open(new Keyring(token()), bench.user(BuiltIn.BOB));

    assertThat(bench.heard().awaitState(SessionState.BadCredentials.class).reason())
        .contains("another account signed in");
  }

  @Test
  void tokens_that_cannot_be_renewed_mean_a_new_sign_in() {
    bench.sandbox().failNextSasl("not-authorized", 1);

    bench.open(new Keyring(token()));

    assertThat(bench.heard().awaitState(SessionState.BadCredentials.class).reason())
        .isEqualTo("nothing to renew with");
  }
}
