package chat.monarch.sandbox.people;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account as it is when the service starts.
///
/// @param cid 16 lower-case hexadecimal digits, the local part of the JID (BND-5)
/// @param card the vCard, null for none
/// @param keepHistory whether this user keeps an archive (ARC-5)
/// @param blocks the CIDs whose messages are dropped (MSG-6)
/// @param presence how the native client of this person is signed in
public record Persona(
    String cid,
    String email,
    @Nullable Card card,
    boolean keepHistory,
    List<Contact> roster,
    List<Invitation> invitations,
    Set<String> blocks,
    NativePresence presence,
    List<Line> history) {

  public Persona {
    if (!cid.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "The cid " + cid + " is not 16 lower-case hexadecimal digits. (Is it quoted?)");
    }
    roster = List.copyOf(roster);
    invitations = List.copyOf(invitations);
    blocks = Set.copyOf(blocks);
    history = List.copyOf(history);
  }

  /// Somebody with a name, without contacts, offline.
  public static Persona named(String cid, String email, String name) {
    return new Persona(
        cid,
        email,
        Card.named(name),
        false,
        List.of(),
        List.of(),
        Set.of(),
        NativePresence.OFFLINE,
        List.of());
  }

  public Persona with(Card changed) {
    return new Persona(
        cid, email, changed, keepHistory, roster, invitations, blocks, presence, history);
  }

  public Persona with(NativePresence changed) {
    return new Persona(
        cid, email, card, keepHistory, roster, invitations, blocks, changed, history);
  }

  public Persona keepingHistory() {
    return new Persona(cid, email, card, true, roster, invitations, blocks, presence, history);
  }

  public Persona withRoster(Contact... contacts) {
    return new Persona(
        cid, email, card, keepHistory, List.of(contacts), invitations, blocks, presence, history);
  }

  public Persona withInvitations(Invitation... pending) {
    return new Persona(
        cid, email, card, keepHistory, roster, List.of(pending), blocks, presence, history);
  }

  public Persona withBlocks(String... cids) {
    return new Persona(
        cid, email, card, keepHistory, roster, invitations, Set.of(cids), presence, history);
  }

  public Persona withHistory(List<Line> lines) {
    return new Persona(cid, email, card, keepHistory, roster, invitations, blocks, presence, lines);
  }

  /// An entry of the roster at the start.
  ///
  /// @param name null for an entry without name
  /// @param subscription `none`, `to`, `from` or `both`
  public record Contact(
      String cid, @Nullable String name, String subscription, boolean asked, List<String> groups) {

    public Contact {
      if (!Set.of("none", "to", "from", "both").contains(subscription)) {
        throw new IllegalArgumentException(
            "The subscription " + subscription + " is not none, to, from or both.");
      }
      groups = List.copyOf(groups);
    }

    public static Contact mutual(String cid, @Nullable String name) {
      return new Contact(cid, name, "both", false, List.of());
    }
  }

  /// Somebody who wants to become a contact and was not answered yet (INV-1).
  public record Invitation(String cid, @Nullable String nick, @Nullable String text) {}

  /// A message of the past.
  ///
  /// @param fromMe whether this person wrote it
  public record Line(String with, boolean fromMe, String body, Instant at) {}

  /// How the person is signed in by a native client (PRS-4).
  ///
  /// @param state a code of Messenger: NLN IDL BRB AWY LUN BSY PHN HDN FLN
  /// @param message the personal message, null for none
  public record NativePresence(String state, @Nullable String message) {
    private static final Set<String> STATES =
        Set.of("NLN", "IDL", "BRB", "AWY", "LUN", "BSY", "PHN", "HDN", "FLN");
    public static final NativePresence OFFLINE = new NativePresence("FLN", null);

    public NativePresence {
      if (!STATES.contains(state)) {
        throw new IllegalArgumentException(
            "The state " + state + " is not one of NLN, IDL, BRB, AWY, LUN, BSY, PHN, HDN, FLN.");
      }
    }

    /// Whether others see the person.
    public boolean isVisible() {
      return isSignedIn() && !state.equals("HDN");
    }

    /// Whether messages reach the person at once.
    public boolean isSignedIn() {
      return !state.equals("FLN");
    }

    /// The `show` that XMPP clients see, null for available.
    public @Nullable String show() {
      return switch (state) {
        case "IDL", "BRB", "AWY", "LUN" -> "away";
        case "BSY", "PHN" -> "dnd";
        default -> null;
      };
    }
  }
}
