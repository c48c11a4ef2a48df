package chat.monarch.fault;

import chat.monarch.it.Scene;
import chat.monarch.testkit.Tally;
import chat.monarch.testkit.homeserver.StubEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Texts that the two of a conversation write, and what became of them.
final class Talk {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Conversation conversation;
  private final String prefix;
  private final List<String> sent = new ArrayList<>();

  Talk(Conversation conversation, String prefix) {
    this.conversation = conversation;
    this.prefix = prefix;
  }

  /// Each writes so many texts, in turn.
  Talk say(int count) {
    for (var i = 0; i < count; i++) {
      say("");
    }
    return this;
  }

  /// May be called by several threads.
  private synchronized void say(String addition) {
    var text = prefix + sent.size() + addition;
    sent.add(text);
    conversation.userSays(text);
    conversation.contactSays(text);
  }

  /// Waits until both have what was written, and nothing more can come: of a last word each way.
  Talk arrive() {
    say(", for now the last");
    var last = sent.getLast();
    var scene = conversation.scene();
    var ghost = Scene.ghost(conversation.contact());
    scene.homeserver().await(e -> e.sender().equals(ghost) && e.body().equals(last), PATIENCE);
    scene
        .sandbox()
        .await(
            conversation.contact(),
            0,
            record -> record.isDelivered() && record.body().equals(last),
            PATIENCE);
    return this;
  }

  /// Waits, then counts. Whoever is told of a text that is missing may hear of it a moment later.
  Outcome outcome() {
    arrive();
    var toMessenger = Tally.of(sent, mine(conversation.received()));
    toMessenger.lost().forEach(conversation::awaitTold);
    return new Outcome(Tally.of(sent, mine(inRoom())), toMessenger, told());
  }

  private List<String> mine(List<String> texts) {
    return texts.stream().filter(text -> text.startsWith(prefix)).toList();
  }

  private List<String> inRoom() {
    var ghost = Scene.ghost(conversation.contact());
    return conversation.events().stream()
        .filter(event -> event.sender().equals(ghost))
        .map(StubEvent::body)
        .toList();
  }

  /// The texts about which the bot said something to their sender.
  private List<String> told() {
    var events = conversation.events();
    var answered =
        events.stream()
            .filter(event -> event.sender().equals(Scene.BOT))
            .map(event -> event.content().path("m.relates_to").path("m.in_reply_to"))
            .map(reply -> reply.path("event_id").asText())
            .toList();
    return mine(
        events.stream()
            .filter(event -> answered.contains(event.id()))
            .map(StubEvent::body)
            .toList());
  }
}
