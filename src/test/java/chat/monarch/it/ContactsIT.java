package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who the contacts are and what they are called, and how people are found.
final class ContactsIT {
  private static final String NAMER = "0000000000000b01";
  private static final String CARDLESS = "0000000000000b02";

  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = new ArrayList<>(Cast.pairs(5, -1).accounts());
    people.add(
        Persona.named(NAMER, "namer@example.com", "Namer")
            .withRoster(Persona.Contact.mutual(CARDLESS, "Old Name")));
    people.add(
        new Persona(
            CARDLESS,
            "cardless@example.com",
            null,
            false,
            List.of(Persona.Contact.mutual(NAMER, null)),
            List.of(),
            Set.of(),
            new NativePresence("NLN", null),
            List.of()));
    scene =
        Scene.start(folder, SandboxOptions.defaults().withPersonas(Personas.of(people)), Map.of());
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Rule("ROS-2")
  @Test
  void t19_who_has_no_name_in_the_roster_is_called_as_his_card_says() throws Exception {
    var room = scene.link("@lists:stub.test", Cast.user(1));

    assertThat(scene.ask("@lists:stub.test", room, "start-chat contact0@example.com"))
        .contains("Contact 0");
    scene.homeserver().awaitName(Scene.ghost(Cast.contact(0)), "Contact 0", Scene.PATIENCE);

    assertThat(scene.ask("@lists:stub.test", room, "contacts"))
        .contains("Contact 0 (`" + scene.sandbox().jid(Cast.contact(0)), Cast.contact(1));
  }

  @Rule({"MOD-3", "ROS-2", "ROS-4"})
  @Test
  void ros4_a_push_renames_the_ghost_whose_card_has_no_name() throws Exception {
    var room = scene.link("@namer:stub.test", NAMER);
    scene.sandbox().send(CARDLESS, NAMER, "hello");
    scene.awaitMessage(Scene.ghost(CARDLESS), "hello");
    scene.homeserver().awaitName(Scene.ghost(CARDLESS), "Old Name", Scene.PATIENCE);

    scene.sandbox().renameContact(NAMER, CARDLESS, "New Name");

    scene.homeserver().awaitName(Scene.ghost(CARDLESS), "New Name", Scene.PATIENCE);
    assertThat(scene.ask("@namer:stub.test", room, "contacts")).contains("New Name");
    assertThat(scene.ask("@namer:stub.test", room, "add Cardless@example.com Mine"))
        .contains("cannot rename", "“Mine” holds only here");
    assertThat(scene.ask("@namer:stub.test", room, "contacts")).contains("- Mine (");
  }

  @Test
  void people_are_found_by_email_and_a_conversation_opens() {
    var room = scene.link("@finds:stub.test", Cast.user(2));

    assertThat(scene.ask("@finds:stub.test", room, "resolve-identifier Contact2@example.com"))
        .contains(scene.sandbox().jid(Cast.contact(2)), "a contact of");
    assertThat(scene.ask("@finds:stub.test", room, "search contact3@example.com"))
        .contains(scene.sandbox().jid(Cast.contact(3)), "no contact of yours");
    assertThat(scene.ask("@finds:stub.test", room, "start-chat contact2@example.com"))
        .contains("Contact 2", "https://matrix.to/#/!");
  }

  @Rule("GJ-3")
  @Test
  void unknown_not_offered_and_no_answer_are_told_apart() {
    var room = scene.link("@asks:stub.test", Cast.user(4));

    assertThat(scene.ask("@asks:stub.test", room, "add nobody@example.com"))
        .contains("no Messenger account with the address nobody@example.com");
    scene.sandbox().failNext(Ns.JID_LOOKUP, "cancel/service-unavailable", 1);
    assertThat(scene.ask("@asks:stub.test", room, "add contact1@example.com"))
        .contains("does not tell whose an e-mail address is");
    scene.sandbox().failNext(Ns.JID_LOOKUP, "silence", 1);
    scene.homeserver().say("@asks:stub.test", room, "add contact1@example.com");
    var answer =
        scene
            .homeserver()
            .await(
                event ->
                    event.sender().equals(BOT)
                        && event.room().equals(room)
                        && event.body().contains("did not answer within 30 seconds"),
                Duration.ofSeconds(60));
    assertThat(answer.body()).contains("contact1@example.com", "try again");
    assertThat(scene.sandbox().log(Cast.user(4)))
        .noneMatch(
            record ->
                record.isSent()
                    && record.stanza().child(Ns.ROSTER, "query").isPresent()
                    && record.stanza().toXml().contains("item"));
  }
}
