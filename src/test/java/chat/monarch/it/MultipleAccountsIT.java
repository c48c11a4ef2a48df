package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.testkit.homeserver.StubEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One user with two accounts, which are contacts of each other and have a contact in common, and
/// another user with that contact.
final class MultipleAccountsIT {
  private static final String USER = "@multi:stub.test";
  private static final String FIRST = Cast.user(1);
  private static final String SECOND = Cast.user(2);
  private static final String COMMON = Cast.contact(1);

  private static final String OTHER_USER = "@other:stub.test";
  private static final String OTHER = Cast.user(3);

  private static final String GROWING_USER = "@growing:stub.test";
  private static final String EARLIER = Cast.user(4);
  private static final String LATER = Cast.user(5);

  private static Scene scene;
  private static String management;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people =
        Personas.of(
            person(FIRST, "First", SECOND, COMMON).keepingHistory(),
            person(SECOND, "Second", FIRST, COMMON).keepingHistory(),
            person(OTHER, "Other", COMMON),
            person(EARLIER, "Earlier", COMMON),
            person(LATER, "Later"),
            person(COMMON, "Common", FIRST, SECOND, OTHER, EARLIER)
                .with(new Persona.NativePresence("NLN", null)));
    scene = Scene.start(folder, SandboxOptions.defaults().withPersonas(people), Map.of());
    management = scene.link(USER, FIRST);
    scene.linkIn(management, USER, SECOND);
    scene.link(OTHER_USER, OTHER);
  }

  private static Persona person(String cid, String name, String... contacts) {
    var roster = new Persona.Contact[contacts.length];
    for (int i = 0; i < contacts.length; i++) {
      roster[i] = Persona.Contact.mutual(contacts[i], null);
    }
    return Persona.named(cid, name.toLowerCase(Locale.ROOT) + "@example.com", name)
        .withRoster(roster);
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void a_contact_in_common_is_one_ghost_with_a_room_for_each_account() {
    var ghost = Scene.ghost(COMMON);
    scene.sandbox().send(COMMON, FIRST, "to the first");
    scene.sandbox().send(COMMON, SECOND, "to the second");
    scene.sandbox().send(COMMON, OTHER, "to somebody else");
    var first = scene.awaitMessage(ghost, "to the first").room();
    var second = scene.awaitMessage(ghost, "to the second").room();
    var other = scene.awaitMessage(ghost, "to somebody else").room();

    assertThat(List.of(first, second, other)).doesNotHaveDuplicates();
    assertThat(name(first)).isEqualTo("Common (First)");
    assertThat(name(second)).isEqualTo("Common (Second)");
    assertThat(name(other)).isEqualTo("Common");
    assertThat(scene.homeserver().membership(other, USER)).isEqualTo("leave");
    assertThat(scene.homeserver().membership(first, OTHER_USER)).isEqualTo("leave");
    scene.homeserver().say(USER, second, "by the second");
    scene.homeserver().say(USER, first, "by the first");
    assertThat(scene.sandbox().awaitReceived(COMMON, "by the second").stanza().toXml())
        .contains(SECOND);
    assertThat(scene.sandbox().awaitReceived(COMMON, "by the first").stanza().toXml())
        .contains(FIRST);
  }

  private static String name(String room) {
    return scene.homeserver().state(room, "m.room.name", "").path("name").asText();
  }

  @Test
  void what_one_writes_to_his_own_other_account_arrives_there_once() {
    var there = opened(FIRST, SECOND);
    scene.homeserver().say(USER, there, "to myself");
    var here = scene.awaitMessage(Scene.ghost(FIRST), "to myself").room();
    scene.homeserver().say(USER, here, "and back");
    scene.awaitMessage(Scene.ghost(SECOND), "and back");

    scene.sandbox().drop(FIRST);
    scene.sandbox().drop(SECOND);
    scene.homeserver().say(USER, there, "after the drop");
    scene.awaitMessage(Scene.ghost(FIRST), "after the drop");
    scene.homeserver().say(USER, here, "and back again");
    scene.awaitMessage(Scene.ghost(SECOND), "and back again");

    assertThat(here).isNotEqualTo(there);
    assertThat(name(there)).isEqualTo("Second (First)");
    assertThat(name(here)).isEqualTo("First (Second)");
    var texts = List.of("to myself", "and back", "after the drop", "and back again");
    assertThat(texts(there)).isEqualTo(texts);
    assertThat(texts(here)).isEqualTo(texts);
  }

  /// What people said in a room, not the bot.
  private static List<String> texts(String room) {
    return scene.homeserver().events(room).stream()
        .filter(event -> event.type().equals("m.room.message"))
        .filter(event -> !isOfBotAlone(event))
        .map(StubEvent::body)
        .toList();
  }

  /// The bot says notices; a message of the user's that it shows would begin with his name.
  private static boolean isOfBotAlone(StubEvent event) {
    return event.sender().equals(BOT) && !event.body().startsWith("You (elsewhere)");
  }

  /// @return the room of an account's conversation
  private static String opened(String account, String contact) {
    var command = "start-chat " + scene.sandbox().jid(account) + " " + scene.sandbox().jid(contact);
    return scene.ask(USER, management, command).replaceFirst("(?s).*/#/([^?]+).*", "$1");
  }

  @Test
  void a_room_that_was_there_before_the_second_account_says_its_account_from_then_on() {
    var ours = scene.link(GROWING_USER, EARLIER);
    scene.sandbox().send(COMMON, EARLIER, "to the earlier");
    var room = scene.awaitMessage(Scene.ghost(COMMON), "to the earlier").room();
    assertThat(name(room)).isEqualTo("Common");

    scene.linkIn(ours, GROWING_USER, LATER);

    scene.await(
        room,
        event ->
            event.type().equals("m.room.name")
                && event.content().path("name").asText().equals("Common (Earlier)"));
  }

  @Test
  void a_command_that_needs_an_account_lists_them_where_none_is_named() {
    for (var command : List.of("logout", "relogin", "reconnect", "start-chat " + COMMON)) {
      assertThat(scene.ask(USER, management, command))
          .as(command)
          .contains("several accounts", "First", "Second")
          .contains("`" + command.split(" ")[0] + " " + scene.sandbox().jid(FIRST) + "`");
    }
    assertThat(scene.ask(USER, management, "reconnect " + scene.sandbox().jid(SECOND)))
        .contains("Second")
        .doesNotContain("several");
    assertThat(scene.ask(USER, management, "contacts common")).contains("First");
  }
}
