package chat.monarch.demo;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import chat.monarch.testkit.Surroundings;
import chat.monarch.testkit.Surroundings.Shown;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Who is there, and who wants to be a contact: read from Alice's `/sync` and from what the sandbox
/// showed her contacts.
final class Company {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern ACCEPT = Pattern.compile("`(accept \\d+)`");

  private final Deployment deployment;
  private final MatrixUser alice;
  private final Cast cast;
  private final Show show;
  private final RoomId management;

  /// @param management the room with the bot
  Company(Deployment deployment, MatrixUser alice, Cast cast, Show show, RoomId management) {
    this.deployment = deployment;
    this.alice = alice;
    this.cast = cast;
    this.show = show;
    this.management = management;
  }

  /// Has Bob be online, busy and online again, and Alice busy.
  Shown seeEachOther() {
    try (var around = alice.lookAround()) {
      awaitBob(around, "online", "");
      deployment.sandbox().presence(cast.bob(), "BSY", cast.words().bob());
      var busy = awaitBob(around, "unavailable", "Busy: " + cast.words().bob());
      deployment.sandbox().presence(cast.bob(), "NLN", "");
      show.tell("the bot: " + ask("status busy " + cast.words().alice()).body());
      awaitPresence(cast.alice(), List.of("dnd", cast.words().alice()));
      show.tell("the service knows alice: busy, “" + cast.words().alice() + "”");
      ask("status online");
      return busy;
    }
  }

  private Shown awaitBob(Surroundings around, String state, String text) {
    var wanted = new Shown(deployment.ghost(cast.bob()), state, text);
    around.awaitShown(wanted, SOON);
    show.tell("alice sees bob: " + state + (text.isEmpty() ? "" : ", “" + text + "”"));
    return wanted;
  }

  /// Has Carol invite Alice, Alice accept, and Carol write.
  RoomEvent acceptCarol() {
    deployment.sandbox().invite(cast.carol(), cast.alice(), Cast.CAROL_NAME, cast.words().carol());
    var prompt = awaitPrompt();
    show.tell("the bot: " + prompt.body());
    var accept = ACCEPT.matcher(prompt.body());
    if (!accept.find()) {
      throw new AssertionError("The bot does not say how to accept");
    }
    show.tell("alice: " + accept.group(1));
    show.tell("the bot: " + ask(accept.group(1)).body());
    awaitPresence(cast.carol(), List.of("\"subscribed\""));
    show.tell("carol was told");
    return awaitFirstWords();
  }

  /// Has Carol write, and Alice join the room that opens.
  private RoomEvent awaitFirstWords() {
    var words = cast.words().carolLater();
    deployment.sandbox().send(cast.carol(), cast.alice(), words);
    var invite =
        alice.awaitInvite(
            "an invitation to the conversation with " + Cast.CAROL_NAME,
            i -> i.name().equals(Cast.CAROL_NAME),
            SOON);
    show.tell("invited to “" + invite.name() + "”");
    alice.join(invite);
    var seen = alice.awaitEvent(words, event -> event.body().equals(words), SOON);
    show.tell("carol: " + seen.body());
    return seen;
  }

  private RoomEvent awaitPrompt() {
    return alice.awaitEvent(
        "the bot asks about " + Cast.CAROL_NAME,
        event ->
            event.room().equals(management)
                && event.sender().equals(deployment.bot())
                && event.body().contains(cast.carol())
                && event.body().contains(cast.words().carol()),
        SOON);
  }

  /// Waits until the log of somebody has a presence with all that in it.
  private void awaitPresence(String cid, List<String> parts) {
    var seen =
        deployment.await(
            SOON,
            () ->
                deployment.sandbox().stanzas(cid).stream()
                    .filter(stanza -> stanza.startsWith("<presence"))
                    .anyMatch(stanza -> parts.stream().allMatch(stanza::contains)));
    if (!seen) {
      throw new AssertionError("The sandbox has seen no presence with " + parts);
    }
  }

  /// Has Alice type a command; what the bot answers.
  private RoomEvent ask(String command) {
    var asked = alice.sendText(management, command);
    return alice.awaitEvent(
        "the bot's answer to “" + command + "”", event -> event.answers(asked), SOON);
  }
}
