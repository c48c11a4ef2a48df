package chat.monarch.bench;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.Surroundings;
import chat.monarch.testkit.Surroundings.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many contacts, of a user for every fifty of them, each with a room that his user is in.
final class Crowd {
  private static final int EACH = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> STATES = List.of("BSY", "AWY", "NLN");

  private final Deployment deployment;
  private final int count;
  private final int users;
  private final List<Surroundings> around = new ArrayList<>();
  private int changes;

  Crowd(Deployment deployment, int count) {
    this.deployment = deployment;
    this.count = count;
    this.users = Math.max(1, count / EACH);
  }

  int users() {
    return users;
  }

  private static String account(int user) {
    return "%016x".formatted(0xa00000 + user);
  }

  private static String contact(int number) {
    return "%016x".formatted(0xc00000 + number);
  }

  private static String name(int number) {
    return "Contact " + number;
  }

  /// The contacts of a user.
  private IntStream contactsOf(int user) {
    return IntStream.range(0, count).filter(number -> number % users == user);
  }

  /// Writes the file of people for the sandbox; JSON is YAML.
  Path write(Path folder) throws IOException {
    var owners = IntStream.range(0, users).mapToObj(this::owner);
    var contacts = IntStream.range(0, count).mapToObj(this::one);
    var people = Map.of("accounts", Stream.concat(owners, contacts).toList());
    return Files.writeString(
        folder.resolve("people.yaml"), Station.JSON.writeValueAsString(people));
  }

  private Map<String, Object> owner(int user) {
    var roster = contactsOf(user).mapToObj(number -> mutual(contact(number), name(number)));
    return person(account(user), "User " + user, roster.toList());
  }

  private Map<String, Object> one(int number) {
    var user = number % users;
    return person(contact(number), name(number), List.of(mutual(account(user), "User " + user)));
  }

  private static Map<String, Object> person(String cid, String name, Object roster) {
    return Map.of(
        "cid",
        cid,
        "email",
        cid + "@example.com",
        "vcard",
        Map.of("FN", name),
        "presence",
        Map.of("state", "FLN"),
        "roster",
        roster);
  }

  private static Map<String, String> mutual(String cid, String name) {
    return Map.of("cid", cid, "name", name, "subscription", "both");
  }

  /// Links the users' accounts, and has all contacts write and their users join the rooms.
  void meet() {
    var people = IntStream.range(0, users).mapToObj(this::linked).toList();
    IntStream.range(0, count).forEach(this::write);
    IntStream.range(0, count).forEach(number -> join(people.get(number % users), number));
    people.forEach(person -> around.add(person.lookAround()));
  }

  private MatrixUser linked(int user) {
    var person = deployment.createUser("user" + user, "secret-of-" + user);
    new Linking(deployment, person, _ -> {}).link(account(user), List.of(account(user)));
    return person;
  }

  private void write(int number) {
    deployment.sandbox().send(contact(number), account(number % users), "Hello");
  }

  private static void join(MatrixUser person, int number) {
    person.join(
        person
            .awaitInvite(
                "the room of " + number, invite -> invite.name().equals(name(number)), PATIENCE)
            .room());
  }

  /// Has all be online, and waits until each user's client shows it.
  void comeOnline() {
    IntStream.range(0, count).forEach(number -> be(number, "NLN", ""));
    IntStream.range(0, count)
        .forEach(
            number ->
                around
                    .get(number % users)
                    .awaitShown(new Shown(ghost(number), "online", ""), PATIENCE));
  }

  private MatrixUserId ghost(int number) {
    return deployment.ghost(contact(number));
  }

  /// Has the next contact change, with words that nobody said before.
  void change() {
    var number = changes++;
    be(number % count, STATES.get(number % STATES.size()), "Change " + number);
  }

  private void be(int number, String state, String text) {
    deployment.sandbox().presence(contact(number), state, text);
  }

  /// How many changes were made.
  int changes() {
    return changes;
  }

  /// How many of the changes some client has shown.
  long seenChanges() {
    return around.stream()
        .flatMap(each -> each.shown().stream())
        .map(Shown::text)
        .filter(text -> text.contains("Change "))
        .map(text -> text.substring(text.indexOf("Change ")))
        .distinct()
        .count();
  }
}
