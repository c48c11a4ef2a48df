package chat.monarch.testkit;

import chat.monarch.domain.id.RoomId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// How a person links a Messenger account: talks to the bot, and consents in a browser.
public final class Linking {
  private static final Pattern TICKET = Pattern.compile("https?://\\S+/login/[^\\s)>\\]\"']+");
  private static final Duration SOON = Duration.ofSeconds(40);

  private final Deployment deployment;
  private final MatrixUser user;
  private final Consumer<String> told;

  /// @param told is told what happens, in sentences without secrets
  public Linking(Deployment deployment, MatrixUser user, Consumer<String> told) {
    this.deployment = deployment;
    this.user = user;
    this.told = told;
  }

  /// Links an account through a new room with the bot.
  ///
  /// @param cid the account that is chosen on the consent page
  /// @param names words of which the bot must use one to say who is linked
  /// @return the room with the bot
  /// @throws AssertionError where it does not come to that; says what was waited for
  public RoomId link(String cid, List<String> names) {
    var room = meetBot();
    var answer =
        user.expect(
            "a sign-in link from the bot",
            event -> event.room().equals(room) && ticket(event).isPresent());
    user.sendText(room, "login");
    var ticket = ticket(answer.within(SOON)).orElseThrow();
    told.accept("“login” was answered with a link to /login/…");
    var linked =
        user.expect(
            "the bot says who is linked",
            event -> isFromBot(room, event) && names.stream().anyMatch(event.body()::contains));
    consent(ticket, cid);
    told.accept("the bot: " + linked.within(SOON).body().lines().findFirst().orElse(""));
    return room;
  }

  private RoomId meetBot() {
    var room = user.createDirect(deployment.bot(), false);
    user.awaitEvent(
        deployment.bot().value() + " joins",
        event -> event.room().equals(room) && event.isMembership(deployment.bot(), "join"),
        SOON);
    told.accept(user.id().value() + " invited " + deployment.bot().value() + ", who came");
    return room;
  }

  private boolean isFromBot(RoomId room, RoomEvent event) {
    return event.room().equals(room)
        && event.isMessage()
        && event.sender().equals(deployment.bot());
  }

  /// The link to the sign-in page in what the bot says, if there is one.
  public Optional<URI> ticket(RoomEvent event) {
    return isFromBot(event.room(), event)
        ? TICKET
            .matcher(event.body())
            .results()
            .map(found -> URI.create(found.group().replaceAll("[.,]$", "")))
            .findFirst()
        : Optional.empty();
  }

  /// Opens the link in a browser, and consents for that account.
  ///
  /// @throws AssertionError where the browser does not show that it went well
  public void consent(URI ticket, String cid) {
    try (var browser = new Browser()) {
      var page = browser.signIn(ticket, cid, true);
      if (page.status() != 200) {
        throw new AssertionError("The callback page: " + page.status() + " " + page.text());
      }
      told.accept("consent was given; the page says: " + page.text());
    }
  }
}
