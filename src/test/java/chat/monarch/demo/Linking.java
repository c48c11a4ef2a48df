package chat.monarch.demo;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Browser;
import chat.monarch.testkit.RoomEvent;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Alice links her Messenger account by talking to the bot and consenting in her browser.
final class Linking {
  private static final Pattern TICKET = Pattern.compile("https?://\\S+/login/[^\\s)>\\]\"']+");
  private static final Duration SOON = Duration.ofSeconds(40);

  private final Scene scene;
  private final Cast cast;
  private final Show show;

  Linking(Scene scene, Cast cast, Show show) {
    this.scene = scene;
    this.cast = cast;
    this.show = show;
  }

  /// The room with the bot, after the account is linked.
  RoomId link() {
    var alice = scene.alice();
    var room = alice.createDirect(scene.bot(), false);
    alice.awaitEvent(scene.bot().value() + " joins", this::isBotJoining, SOON);
    show.tell("alice invited " + scene.bot().value() + ", who came");
    var answer = alice.expect("a sign-in link from the bot", event -> isTicket(room, event));
    alice.sendText(room, "login");
    var ticket = ticket(answer.within(SOON).body());
    show.tell("“login” was answered with a link: " + ticket.getPath().replaceAll("[^/]+$", "…"));
    var linked = alice.expect("the bot says who is linked", event -> isLinked(room, event));
    consent(ticket);
    show.tell("the bot: " + linked.within(SOON).body().lines().findFirst().orElse(""));
    return room;
  }

  private boolean isBotJoining(RoomEvent event) {
    return event.type().equals("m.room.member")
        && scene.bot().value().equals(event.stateKey())
        && event.content().path("membership").asText().equals("join");
  }

  private boolean isTicket(RoomId room, RoomEvent event) {
    return isFromBot(room, event) && TICKET.matcher(event.body()).find();
  }

  private boolean isLinked(RoomId room, RoomEvent event) {
    return isFromBot(room, event)
        && Stream.of(Cast.ALICE_NAME, Cast.ALICE_EMAIL, cast.alice())
            .anyMatch(event.body()::contains);
  }

  private boolean isFromBot(RoomId room, RoomEvent event) {
    return event.room().equals(room) && event.isMessage() && event.sender().equals(scene.bot());
  }

  private static URI ticket(String body) {
    return TICKET
        .matcher(body)
        .results()
        .map(found -> URI.create(found.group().replaceAll("[.,]$", "")))
        .findFirst()
        .orElseThrow();
  }

  private void consent(URI ticket) {
    try (var browser = new Browser()) {
      var page = browser.signIn(ticket, cast.alice(), true);
      if (page.status() != 200) {
        throw new AssertionError("The callback page: " + page.status() + " " + page.text());
      }
      show.tell("consent given; the page says: " + page.text());
    }
  }
}
