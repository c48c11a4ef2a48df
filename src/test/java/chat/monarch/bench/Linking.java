package chat.monarch.bench;

import chat.monarch.testkit.Browser;
import chat.monarch.testkit.homeserver.StubEvent;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Links accounts as people do, by the bot's room and a browser.
final class Linking {
  private static final String BOT = "@messengerbot:" + Cast.DOMAIN;
  private static final Pattern TICKET = Pattern.compile("http://\\S+/login/[A-Za-z0-9_-]+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StubHomeserver homeserver;

  Linking(StubHomeserver homeserver) {
    this.homeserver = homeserver;
  }

  /// Who is to be linked to what.
  record Wish(String user, String account) {}

  /// Links, and waits until the bot says so.
  ///
  /// @return the management room
  String link(Wish wish) {
    var room = homeserver.openDirectRoom(wish.user(), BOT);
    await(room, event -> event.type().equals("m.room.message"));
    homeserver.say(wish.user(), room, "login");
    var answer = await(room, event -> TICKET.matcher(event.body()).find()).body();
    var ticket = TICKET.matcher(answer).results().findFirst().orElseThrow().group();
    try (var browser = new Browser()) {
      browser.signIn(URI.create(ticket), wish.account(), true);
    }
    await(room, event -> event.body().contains("You are linked"));
    return room;
  }

  private StubEvent await(String room, Predicate<StubEvent> wanted) {
    return homeserver.await(
        event -> event.room().equals(room) && event.sender().equals(BOT) && wanted.test(event),
        PATIENCE);
  }
}
