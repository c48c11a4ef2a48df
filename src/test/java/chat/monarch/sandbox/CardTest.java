package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.Contact;
import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// B.9: vCards.
final class CardTest {
  private static final String PENDING = "1234567890abcdef";
  private static final String STRANGER = "fedcba0987654321";
  private static final String CARDLESS = "1111111111111111";

  private final Sandbox sandbox =
      Sandbox.start(
          SandboxOptions.defaults()
              .withPersonas(
                  Personas.of(
                      BuiltIn.alice()
                          .withRoster(
                              Contact.mutual(BuiltIn.BOB, "Bob"),
                              Contact.mutual(BuiltIn.CAROL, "Carol"),
                              Contact.mutual(CARDLESS, null),
                              new Contact(PENDING, null, "none", true, List.of())),
                      BuiltIn.bob(),
                      BuiltIn.carol(),
                      Persona.named(PENDING, "p@example.com", "Pending"),
                      Persona.named(STRANGER, "s@example.com", "Stranger"),
                      new Persona(
                          CARDLESS,
                          "c@example.com",
                          null,
                          false,
                          List.of(),
                          List.of(),
                          Set.of(),
                          NativePresence.OFFLINE,
                          List.of()))));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Element card(TestClient client, String cid) {
    return client.ask("get", "<vCard xmlns='vcard-temp'/>", "to='" + cid + "@messenger.live.com'");
  }

  private static byte[] photo(Element answer) {
    var photo = answer.children().getFirst().child(Ns.VCARD, "PHOTO").orElseThrow();
    return Base64.getMimeDecoder()
        .decode(photo.child(Ns.VCARD, "BINVAL").map(Element::text).orElseThrow());
  }

  @Rule({"VC-1", "VC-2"})
  @Test
  void vc_1_and_vc_2_a_contacts_card_with_a_photo_without_type() throws IOException {
    try (var alice = TestClient.alice(sandbox)) {
      var answer = card(alice, BuiltIn.BOB);

      assertThat(answer.attribute("from")).contains(sandbox.jid(BuiltIn.BOB));
      var card = answer.children().getFirst();
      assertThat(card.children())
          .extracting(Element::name)
          .containsExactly("FN", "N", "NICKNAME", "PHOTO");
      assertThat(card.child(Ns.VCARD, "FN").map(Element::text)).contains("Bob Builder");
      assertThat(card.child(Ns.VCARD, "PHOTO").orElseThrow().children()).hasSize(1);
      assertThat(ImageIO.read(new ByteArrayInputStream(photo(answer))).getWidth()).isEqualTo(64);
    }
  }

  @Rule("VC-2")
  @Test
  void vc_2_a_photo_with_type_and_line_breaks() {
    sandbox.set("vcard.line_breaks", "on");
    try (var alice = TestClient.alice(sandbox)) {
      var answer = card(alice, BuiltIn.CAROL);

      assertThat(answer.toXml()).contains("<TYPE>image/jpeg</TYPE>");
      assertThat(answer.toXml().lines().count()).isGreaterThan(3);
      assertThat(photo(answer)).startsWith(0xFF, 0xD8);
    }
  }

  @Rule("VC-3")
  @ParameterizedTest
  @CsvSource({
    PENDING + ", auth/forbidden",
    STRANGER + ", auth/forbidden",
    "2222222222222222, cancel/item-not-found"
  })
  void vc_3_whose_card_is_not_given(String cid, String expected) {
    try (var alice = TestClient.alice(sandbox)) {
      var error = card(alice, cid).child(Ns.CLIENT, "error").orElseThrow();

      assertThat(error.attribute("type").orElseThrow() + "/" + error.children().getFirst().name())
          .isEqualTo(expected);
    }
  }

  @Rule("VC-3")
  @Test
  void vc_3_a_contact_without_data_has_an_empty_card() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(card(alice, CARDLESS).children().getFirst().toXml())
          .isEqualTo("<vCard xmlns=\"vcard-temp\"/>");
    }
  }

  @Rule("VC-4")
  @Test
  void vc_4_ones_own_card_comes_from_the_domain() {
    try (var alice = TestClient.alice(sandbox)) {
      var answer = alice.ask("get", "<vCard xmlns='vcard-temp'/>");

      assertThat(answer.attribute("from")).contains("messenger.live.com");
      assertThat(answer.toXml()).contains("<FN>Alice Liddell</FN>");
    }
  }

  @Rule("VC-5")
  @Test
  void vc_5_a_card_cannot_be_set() {
    try (var alice = TestClient.alice(sandbox)) {
      assertThat(alice.ask("set", "<vCard xmlns='vcard-temp'><FN>A</FN></vCard>").toXml())
          .contains("type=\"cancel\"", "<feature-not-implemented ");

      sandbox.set("vcard.refusal", "not-allowed");

      assertThat(alice.ask("set", "<vCard xmlns='vcard-temp'/>").toXml()).contains("<not-allowed ");
    }
  }

  @Rule({"PRS-3", "VC-1"})
  @Test
  void a_card_that_its_owner_changed_is_told_by_the_hash_of_its_photo_and_given() {
    sandbox.set("presence.photo_hash", "on");
    try (var alice = TestClient.alice(sandbox).available().forget()) {
      sandbox.changeCard(BuiltIn.BOB, Card.named("Bob").withPhoto(new byte[] {1, 2}, null));

      assertThat(alice.next().toXml())
          .contains("<photo>0ca623e2855f2c75c842ad302fe820e41b4d197d</photo>");
      var answer = card(alice, BuiltIn.BOB);
      assertThat(answer.toXml()).contains("<FN>Bob</FN>");
      assertThat(photo(answer)).containsExactly(1, 2);
    }
  }

  @Rule("VC-2")
  @Test
  void a_photo_can_break_off() {
    sandbox.set("fault.truncated_vcard", "on");
    try (var alice = TestClient.alice(sandbox)) {
      var card = card(alice, BuiltIn.BOB).children().getFirst();

      var text = card.child(Ns.VCARD, "PHOTO").orElseThrow().children().getLast().text();

      assertThat(text.length() % 4).isEqualTo(1);
    }
  }
}
