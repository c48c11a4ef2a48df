package chat.monarch.sandbox.people;

import chat.monarch.sandbox.people.Persona.Contact;
import chat.monarch.sandbox.people.Persona.NativePresence;
import java.awt.Color;
import java.util.List;

/// The people of the contract's examples: Alice, who is linked in a trial, and her contacts Bob and
/// Carol, who are signed in natively.
public final class BuiltIn {
  public static final String ALICE = "00037ffe12ab34cd";
  public static final String BOB = "8a1b2c3d4e5f6071";
  public static final String CAROL = "0f0e0d0c0b0a0908";

  private BuiltIn() {}

  public static Personas personas() {
    return Personas.of(List.of(alice(), bob(), carol()));
  }

  public static Persona alice() {
    return Persona.named(ALICE, "alice@example.com", "Alice Liddell")
        .with(
            new Card(
                "Alice Liddell",
                "Alice",
                "Liddell",
                "Alice",
                Portrait.png("A", new Color(0x1F6FB2)),
                "image/png"))
        .keepingHistory()
        .withRoster(
            new Contact(BOB, "Bob", "both", false, List.of("Friends")),
            Contact.mutual(CAROL, "Carol"));
  }

  /// His photo comes without a type.
  public static Persona bob() {
    return Persona.named(BOB, "bob@example.net", "Bob Builder")
        .with(
            new Card(
                "Bob Builder",
                "Bob",
                "Builder",
                "Bob",
                Portrait.png("B", new Color(0xC2571A)),
                null))
        .with(new NativePresence("BSY", "In a meeting"))
        .withRoster(Contact.mutual(ALICE, "Alice"));
  }

  public static Persona carol() {
    return Persona.named(CAROL, "carol@example.org", "Carol Danvers")
        .with(
            new Card(
                "Carol Danvers",
                null,
                null,
                null,
                Portrait.jpeg("C", new Color(0x3C8D40)),
                "image/jpeg"))
        .with(new NativePresence("NLN", null))
        .withRoster(Contact.mutual(ALICE, "Alice"));
  }
}
