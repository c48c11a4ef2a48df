package chat.monarch.it;

import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.BridgeProcess;
import chat.monarch.testkit.Browser;
import chat.monarch.testkit.FreePorts;
import chat.monarch.testkit.homeserver.StubEvent;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A homeserver, a Messenger service, and the bridge between them.
public final class Scene implements AutoCloseable {
  public static final String DOMAIN = "stub.test";
  public static final String BOT = "@messengerbot:" + DOMAIN;
  public static final Duration PATIENCE = Duration.ofSeconds(30);
  public static final String HS_TOKEN = "hs-token-of-the-stub";

  private static final String AS_TOKEN = "as-token-of-the-stub";
  private static final Pattern TICKET = Pattern.compile("http://\\S+/login/[A-Za-z0-9_-]+");

  private final Sandbox sandbox;
  private final StubHomeserver homeserver;
  private BridgeProcess bridge;

  private Scene(Sandbox sandbox, StubHomeserver homeserver, BridgeProcess bridge) {
    this.sandbox = sandbox;
    this.homeserver = homeserver;
    this.bridge = bridge;
  }

  /// Starts all three.
  ///
  /// @param folder for the bridge's data and log
  public static Scene start(Path folder, SandboxOptions people, Map<String, String> more)
      throws IOException {
    var sandbox = Sandbox.start(people);
    var homeserver = StubHomeserver.start(DOMAIN, AS_TOKEN, HS_TOKEN);
    var port = FreePorts.take();
    homeserver.push(URI.create("http://127.0.0.1:" + port));
    var properties = properties(sandbox, homeserver, port);
    properties.putAll(more);
    return new Scene(sandbox, homeserver, BridgeProcess.start(folder, properties));
  }

  private static Map<String, String> properties(
      Sandbox sandbox, StubHomeserver homeserver, int port) {
    var properties = new HashMap<String, String>();
    properties.put("quarkus.http.port", String.valueOf(port));
    properties.put("monarch.homeserver.address", homeserver.address().toString());
    properties.put("monarch.homeserver.domain", DOMAIN);
    properties.put("monarch.appservice.address", "http://127.0.0.1:" + port);
    properties.put("monarch.appservice.as-token", AS_TOKEN);
    properties.put("monarch.appservice.hs-token", HS_TOKEN);
    properties.put("monarch.secret-key", Base64.getEncoder().encodeToString(new byte[32]));
    properties.put("monarch.messenger.host", sandbox.front().address());
    properties.put("monarch.messenger.port", String.valueOf(sandbox.front().port()));
    properties.put("monarch.messenger.tls.ca-file", sandbox.caFile().toString());
    properties.put("monarch.messenger.redirect.allowed-suffixes", "localhost,127.0.0.1");
    properties.put("monarch.messenger.message.rate", "0");
    properties.put("monarch.oauth.authorize-url", sandbox.httpUrl() + "/oauth20_authorize.srf");
    properties.put("monarch.oauth.token-url", sandbox.httpUrl() + "/oauth20_token.srf");
    properties.put("monarch.oauth.me-url", sandbox.httpUrl() + "/v5.0/me");
    properties.put("monarch.oauth.client-id", "sandbox-desktop");
    return properties;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public StubHomeserver homeserver() {
    return homeserver;
  }

  public BridgeProcess bridge() {
    return bridge;
  }

  /// Ends the bridge as a crash would.
  public void killBridge() {
    bridge.kill();
  }

  /// Starts the same bridge again.
  public void startBridgeAgain() {
    bridge = bridge.startAgain();
  }

  /// Opens a room with the bot and waits for its welcome.
  ///
  /// @return the room
  public String greetBot(String user) {
    var room = homeserver.openDirectRoom(user, BOT);
    await(room, event -> event.sender().equals(BOT) && event.type().equals("m.room.message"));
    return room;
  }

  /// Says something to the bot and waits for the answer.
  public String ask(String user, String room, String line) {
    var event = homeserver.say(user, room, line);
    return await(room, answer -> answers(answer, event)).body();
  }

  private static boolean answers(StubEvent answer, String event) {
    var relation = answer.content().path("m.relates_to").path("m.in_reply_to");
    return answer.sender().equals(BOT) && relation.path("event_id").asText().equals(event);
  }

  /// Asks the bot for a sign-in.
  ///
  /// @return the address of the sign-in page
  public URI askForTicket(String user, String room) {
    var answer = ask(user, room, "login");
    var matcher = TICKET.matcher(answer);
    if (!matcher.find()) {
      throw new AssertionError("No link in: " + answer);
    }
    return URI.create(matcher.group());
  }

  /// Links an account as a person does, in bot's room and browser, and waits until the bot says so.
  ///
  /// @return the management room
  public String link(String user, String cid) {
    var room = greetBot(user);
    linkIn(room, user, cid);
    return room;
  }

  /// The same in a room with the bot that there is, perhaps with another account before.
  public void linkIn(String room, String user, String cid) {
    var ticket = askForTicket(user, room);
    try (var browser = new Browser()) {
      browser.signIn(ticket, cid, true);
    }
    await(
        room,
        event ->
            event.sender().equals(BOT)
                && event.body().contains("You are linked")
                && event.body().contains(cid));
  }

  /// Waits for an event of a room.
  public StubEvent await(String room, Predicate<StubEvent> wanted) {
    return homeserver.await(event -> event.room().equals(room) && wanted.test(event), PATIENCE);
  }

  /// Waits for a message anywhere.
  public StubEvent awaitMessage(String sender, String body) {
    return homeserver.await(
        event -> event.sender().equals(sender) && event.body().equals(body), PATIENCE);
  }

  public static String ghost(String cid) {
    return "@messenger_" + cid + ":" + DOMAIN;
  }

  @Override
  public void close() {
    bridge.close();
    homeserver.close();
    sandbox.close();
  }
}
