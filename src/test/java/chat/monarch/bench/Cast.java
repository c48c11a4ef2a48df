package chat.monarch.bench;

import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Personas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who takes part: a hundred people with linked accounts, the first with a hundred contacts, the
/// others with ten each. No contact is shared.
final class Cast {
  static final String DOMAIN = "bench.test";
  static final int LOGINS = 100;
  private static final int CONTACTS = 10;
  private static final int CONTACTS_OF_FIRST = 100;

  private Cast() {}

  static String user(int login) {
    return "@person" + login + ":" + DOMAIN;
  }

  static String account(int login) {
    return "%016x".formatted(0xa0000 + login);
  }

  private static String contact(int login, int number) {
    return "%016x".formatted(0xc000000 + (login << 8) + number);
  }

  /// The Matrix user who stands for a contact.
  static String ghost(String contact) {
    return "@messenger_" + contact + ":" + DOMAIN;
  }

  private static int contacts(int login) {
    return login == 0 ? CONTACTS_OF_FIRST : CONTACTS;
  }

  /// All conversations: first one of each login, then the rest of the first login, then all others.
  static List<Conversation> conversations() {
    var firsts = IntStream.range(0, LOGINS).mapToObj(login -> conversation(login, 0));
    var rest =
        IntStream.range(0, LOGINS)
            .boxed()
            .flatMap(
                login ->
                    IntStream.range(1, contacts(login))
                        .mapToObj(number -> conversation(login, number)));
    return Stream.concat(firsts, rest).toList();
  }

  private static Conversation conversation(int login, int number) {
    return new Conversation(login, user(login), "", account(login), contact(login, number));
  }

  static Personas personas() {
    var people = new ArrayList<Persona>();
    for (var login = 0; login < LOGINS; login++) {
      people.add(user(login, IntStream.range(0, contacts(login)).toArray()));
      for (var number = 0; number < contacts(login); number++) {
        people.add(contactOf(login, number));
      }
    }
    return Personas.of(people);
  }

  private static Persona user(int login, int[] numbers) {
    var roster =
        IntStream.of(numbers)
            .mapToObj(number -> Persona.Contact.mutual(contact(login, number), "Friend " + number))
            .toArray(Persona.Contact[]::new);
    return Persona.named(account(login), "person" + login + "@example.com", "Person " + login)
        .keepingHistory()
        .withRoster(roster);
  }

  private static Persona contactOf(int login, int number) {
    var cid = contact(login, number);
    return Persona.named(cid, cid + "@example.com", "Contact " + login + "-" + number)
        .with(new Persona.NativePresence("NLN", null))
        .withRoster(Persona.Contact.mutual(account(login), null));
  }
}
