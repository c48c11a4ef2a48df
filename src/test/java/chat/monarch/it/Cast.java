package chat.monarch.it;

import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Personas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntPredicate;

/// The people of the tests: pairs of a user, whose account is linked, and a contact, who is at the
/// service itself. Each test has a pair of its own.
public final class Cast {
  /// A picture of one pixel.
  public static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
                  + "AABJRU5ErkJggg==");

  public static final Instant PAST = Instant.parse("2012-05-28T10:00:00Z");

  private Cast() {}

  public static String user(int pair) {
    return "%016x".formatted(0xa00 + pair);
  }

  public static String contact(int pair) {
    return "%016x".formatted(0xc00 + pair);
  }

  /// So many pairs; the users of all have the contact of pair 0 too.
  ///
  /// @param talked the pair that has a history of ten messages
  public static Personas pairs(int count, int talked) {
    return pairs(count, talked, _ -> true);
  }

  /// The same, where only some keep a history.
  ///
  /// @param keeps whether the user of a pair does
  public static Personas pairs(int count, int talked, IntPredicate keeps) {
    var people = new ArrayList<Persona>();
    for (int pair = 0; pair < count; pair++) {
      var user = userOf(pair, pair == talked);
      people.add(keeps.test(pair) ? user.keepingHistory() : user);
      people.add(contactOf(pair, count));
    }
    return Personas.of(people);
  }

  private static Persona userOf(int pair, boolean talked) {
    var own = Persona.Contact.mutual(contact(pair), "Friend " + pair);
    var first = Persona.Contact.mutual(contact(0), null);
    var persona = Persona.named(user(pair), "user" + pair + "@example.com", "User " + pair);
    var listed = pair == 0 ? persona.withRoster(own) : persona.withRoster(own, first);
    return talked ? listed.withHistory(history(pair)) : listed;
  }

  private static List<Persona.Line> history(int pair) {
    var lines = new ArrayList<Persona.Line>();
    for (int i = 0; i < 10; i++) {
      lines.add(
          new Persona.Line(contact(pair), i % 2 == 0, "Once " + i, PAST.plusSeconds(60L * i)));
    }
    return lines;
  }

  private static Persona contactOf(int pair, int count) {
    var roster = new ArrayList<Persona.Contact>();
    roster.add(Persona.Contact.mutual(user(pair), null));
    for (int other = 1; pair == 0 && other < count; other++) {
      roster.add(Persona.Contact.mutual(user(other), null));
    }
    return Persona.named(contact(pair), "contact" + pair + "@example.com", "Contact " + pair)
        .with(Card.named("Contact " + pair).withPhoto(PIXEL, null))
        .with(new Persona.NativePresence("NLN", null))
        .withRoster(roster.toArray(Persona.Contact[]::new));
  }
}
