package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Browser;
import chat.monarch.testkit.homeserver.StubEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How accounts are linked, looked after and let go, from the bot's room and the browser.
final class PeopleIT {
  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    scene =
        Scene.start(folder, SandboxOptions.defaults().withPersonas(Cast.pairs(10, 0)), Map.of());
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void a_pasted_token_is_redacted_and_links() {
    var user = "@token:stub.test";
    var room = scene.greetBot(user);
    var token = scene.sandbox().issueToken(Cast.user(1)).accessToken();

    var pasted = scene.homeserver().say(user, room, "login token " + token);

    var redaction = scene.await(room, event -> event.type().equals("m.room.redaction"));
    assertThat(redaction.sender()).isEqualTo(BOT);
    assertThat(redaction.content().path("redacts").asText()).isEqualTo(pasted);
    var told = awaitFromBot(room, "You are linked");
    assertThat(told.body()).contains("User 1", Cast.user(1), "2 contacts", "start-chat");
    assertThat(scene.ask(user, room, "list-logins")).contains("User 1", "connected");
  }

  @Test
  void a_pasted_address_links_only_the_user_whose_sign_in_it_ends() {
    var owner = "@paster:stub.test";
    var thief = "@thief:stub.test";
    var room = scene.greetBot(owner);
    var thiefsRoom = scene.greetBot(thief);
    var address = consentElsewhere(owner, room, Cast.user(2));

    assertThat(scene.ask(thief, thiefsRoom, "login code " + address))
        .contains("does not belong to a sign-in that you have begun");
    scene.homeserver().say(owner, room, "login code " + address);

    assertThat(awaitFromBot(room, "You are linked").body()).contains(Cast.user(2));
    assertThat(scene.ask(thief, thiefsRoom, "list-logins")).contains("`login`");
  }

  /// The consent is given in a browser in which the button was not pressed, as with a redirect to
  /// a page of the service.
  ///
  /// @return the address at which that browser ends
  private static String consentElsewhere(String user, String room, String account) {
    var ticket = scene.askForTicket(user, room);
    try (var first = new Browser();
        var second = new Browser()) {
      first.submit(first.open(ticket), Map.of());
      var consent = second.open(first.visited().getLast());
      var end = second.submit(consent, Map.of("account", account, "decision", "allow"));
      assertThat(end.status()).isEqualTo(403);
      assertThat(end.text()).contains("not the browser");
      return second.visited().getLast().toString();
    }
  }

  @Test
  void a_used_ticket_and_an_unknown_one_are_told() {
    var room = scene.greetBot("@again:stub.test");
    var ticket = scene.askForTicket("@again:stub.test", room);
    try (var browser = new Browser()) {
      browser.signIn(ticket, Cast.user(3), true);
      awaitFromBot(room, "You are linked");

      var used = browser.open(ticket);
      assertThat(used.status()).isEqualTo(410);
      assertThat(used.text()).contains("was used already");
      var unknown = browser.open(ticket.resolve("/login/guessed"));
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.text()).contains("not known here");
    }
  }

  @Test
  void a_cancelled_link_says_so_and_an_address_without_one_how_to_get_one() {
    var room = scene.greetBot("@cancels:stub.test");
    var ticket = scene.askForTicket("@cancels:stub.test", room);
    assertThat(scene.ask("@cancels:stub.test", room, "cancel")).contains("is cancelled");
    try (var browser = new Browser()) {
      var cancelled = browser.open(ticket);
      assertThat(cancelled.status()).isEqualTo(410);
      assertThat(cancelled.text()).contains("was cancelled");
      for (var path : List.of("/", "/login", "/login/")) {
        var nothing = browser.open(ticket.resolve(path));
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.text()).contains("Monarch", "Send “login” to the bot");
      }
    }
  }

  @Test
  void contacts_are_listed_and_a_conversation_opened() {
    var user = "@chat:stub.test";
    var room = scene.link(user, Cast.user(4));

    assertThat(scene.ask(user, room, "contacts friend")).contains(Cast.contact(4));
    var answer = scene.ask(user, room, "start-chat " + scene.sandbox().jid(Cast.contact(4)));

    assertThat(answer).contains("Contact 4", "https://matrix.to/#/!");
    assertThat(answer).endsWith("?via=" + Scene.DOMAIN);
    var portal = answer.replaceFirst("(?s).*#/(.*)[?].*", "$1");
    scene.await(
        portal, event -> event.type().equals("m.room.member") && user.equals(event.stateKey()));
  }

  @Test
  void an_account_belongs_to_one_user_and_comes_back_after_a_logout() {
    var owner = "@owner:stub.test";
    var other = "@other:stub.test";
    var room = scene.link(owner, Cast.user(5));
    var othersRoom = scene.greetBot(other);
    try (var browser = new Browser()) {
      var end = browser.signIn(scene.askForTicket(other, othersRoom), Cast.user(5), true);
      assertThat(end.status()).isEqualTo(409);
    }
    awaitFromBot(othersRoom, "another Matrix user");

    assertThat(scene.ask(owner, room, "logout")).contains("signed out User 5");
    assertThat(scene.ask(owner, room, "list-logins")).contains("not linked an account");
    try (var browser = new Browser()) {
      var end = browser.signIn(scene.askForTicket(owner, room), Cast.user(5), true);
      assertThat(end.text())
          .contains("is linked", "User 5 (" + scene.sandbox().jid(Cast.user(5)) + ")");
    }
    assertThat(scene.ask(owner, room, "list-logins")).contains("User 5", "connected");
  }

  @Test
  void a_withdrawn_consent_is_told_and_a_new_sign_in_mends_it() {
    var user = "@withdrawn:stub.test";
    var room = scene.link(user, Cast.user(6));

    scene.sandbox().revoke(Cast.user(6));
    scene.sandbox().drop(Cast.user(6));

    var login = scene.sandbox().jid(Cast.user(6));
    awaitFromBot(room, "`relogin " + login + "`");
    assertThat(scene.ask(user, room, "list-logins")).contains("signed out by the service");
    var ticket = scene.ask(user, room, "relogin").replaceFirst("(?s).*(http://\\S+).*", "$1");
    try (var browser = new Browser()) {
      browser.signIn(URI.create(ticket), Cast.user(6), true);
    }
    scene.await(
        room, event -> event.sender().equals(BOT) && event.body().startsWith("You are linked"));
    assertThat(scene.ask(user, room, "ping")).contains("homeserver answers", "connected");
  }

  @Test
  void an_encrypted_room_is_answered_with_one_that_works() {
    var user = "@encrypted:stub.test";
    var room = scene.greetBot(user);

    scene
        .homeserver()
        .send(
            user,
            room,
            "m.room.encrypted",
            JsonNodeFactory.instance.objectNode().put("algorithm", "m.megolm.v1.aes-sha2"));

    awaitFromBot(room, "cannot read encrypted messages");
    var welcome =
        scene
            .homeserver()
            .await(
                event ->
                    event.sender().equals(BOT)
                        && event.body().contains("management room")
                        && !event.room().equals(room)
                        && scene.homeserver().membership(event.room(), user).equals("join"),
                Scene.PATIENCE);
    assertThat(scene.ask(user, welcome.room(), "version")).startsWith("Monarch ");
  }

  @Test
  void tokens_stay_closed_to_another_key(@TempDir Path folder) throws Exception {
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(2, 0));
    try (var own = Scene.start(folder, people, Map.of())) {
      var room = own.link("@key:stub.test", Cast.user(1));
      assertThat(own.bridge().stop()).isZero();
      var before = Files.readString(own.bridge().log()).length();

      var otherKey =
          Base64.getEncoder()
              .encodeToString("another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));
      try (var wrong = own.bridge().launchAgain(Map.of("monarch.secret-key", otherKey))) {
        assertThat(wrong.exitCode(Duration.ofSeconds(60))).isEqualTo(11);
        assertThat(Files.readString(wrong.log()).substring(before))
            .contains("monarch.secret-key is not the key")
            .doesNotContain("\tat ");
      }

      own.startBridgeAgain();
      assertThat(own.ask("@key:stub.test", room, "list-logins")).contains("User 1");
    }
  }

  private static StubEvent awaitFromBot(String room, String text) {
    return scene.await(room, event -> event.sender().equals(BOT) && event.body().contains(text));
  }
}
