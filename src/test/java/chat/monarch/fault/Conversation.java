package chat.monarch.fault;

import chat.monarch.it.Cast;
import chat.monarch.it.Scene;
import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.testkit.homeserver.StubEvent;
import java.util.List;

/// A user, his contact, and the room in which the user sees what they write.
final class Conversation {
  private final Scene scene;
  private final int pair;
  private final String room;
  private int talks;

  private Conversation(Scene scene, int pair, String room) {
    this.scene = scene;
    this.pair = pair;
    this.room = room;
  }

  /// Links the user and has the contact write a first word, which opens the room.
  static Conversation open(Scene scene, int pair) {
    scene.link(user(pair), Cast.user(pair));
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "the first word");
    var ghost = Scene.ghost(Cast.contact(pair));
    return new Conversation(scene, pair, scene.awaitMessage(ghost, "the first word").room());
  }

  private static String user(int pair) {
    return "@user" + pair + ":" + Scene.DOMAIN;
  }

  /// A new part of the conversation, to be counted by itself.
  Talk talk() {
    return new Talk(this, "talk " + ++talks + " of pair " + pair + ": ");
  }

  /// The account whose connection the bridge holds.
  String account() {
    return Cast.user(pair);
  }

  String contact() {
    return Cast.contact(pair);
  }

  Scene scene() {
    return scene;
  }

  /// Waits until the bot has said something about the user's text.
  void awaitTold(String text) {
    var said =
        events().stream()
            .filter(event -> event.sender().equals(user(pair)) && event.body().equals(text))
            .findFirst()
            .orElseThrow();
    scene.await(room, event -> event.sender().equals(Scene.BOT) && answers(event, said.id()));
  }

  private static boolean answers(StubEvent event, String other) {
    var reply = event.content().path("m.relates_to").path("m.in_reply_to");
    return reply.path("event_id").asText().equals(other);
  }

  /// Waits until the bridge has given its connection up.
  void awaitReconnecting() {
    var last = scene.sandbox().connections().getLast().number();
    scene.sandbox().awaitConnection(connection -> connection.number() > last);
  }

  /// Waits until the bridge asked the service something of that namespace behind that mark.
  void awaitAsked(long mark, String namespace) {
    scene
        .sandbox()
        .await(
            account(),
            mark,
            record -> record.isSent() && record.stanza().toXml().contains(namespace),
            Scene.PATIENCE);
  }

  /// Waits until the service wrote so many messages to the bridge behind that mark.
  void awaitDelivered(long mark, int count) {
    var from = mark;
    for (var i = 0; i < count; i++) {
      from =
          scene
              .sandbox()
              .await(
                  account(),
                  from,
                  record -> record.isDelivered() && !record.body().isEmpty(),
                  Scene.PATIENCE)
              .sequence();
    }
  }

  /// The contact's ghost leaves the room.
  void sendGhostAway() {
    scene.homeserver().leave(Scene.ghost(contact()), room);
  }

  /// Breaks the stream, and with it is lost what the contact writes meanwhile.
  void breakStreamWhile(Runnable writing) {
    scene.sandbox().freeze();
    writing.run();
    scene.sandbox().drop(account());
    scene.sandbox().thaw();
  }

  void userSays(String text) {
    scene.homeserver().say(user(pair), room, text);
  }

  boolean isOfUser(StubEvent event) {
    return event.sender().equals(user(pair));
  }

  /// Waits until the contact has that text.
  void awaitReceived(String text) {
    scene
        .sandbox()
        .await(
            contact(),
            0,
            record -> record.isDelivered() && record.body().equals(text),
            Scene.PATIENCE);
  }

  void contactSays(String text) {
    scene.sandbox().send(contact(), account(), text);
  }

  /// The events of the room.
  List<StubEvent> events() {
    return scene.homeserver().events(room);
  }

  /// Waits until the user sees what the contact said.
  void awaitShown(String text) {
    var ghost = Scene.ghost(contact());
    scene.await(room, event -> event.sender().equals(ghost) && event.body().equals(text));
  }

  /// What was shown to the contact.
  List<String> received() {
    return scene.sandbox().log(contact()).stream()
        .filter(StanzaRecord::isDelivered)
        .map(StanzaRecord::body)
        .toList();
  }
}
