package chat.monarch.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rooms like portals on a homeserver: of the bot, with a ghost who talks in each.
final class BotRooms implements AutoCloseable {
  private static final String BOT = "@messengerbot:localhost";
  private static final int GHOSTS = 50;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI homeserver;
  private final String token;
  private final List<String> rooms = new ArrayList<>();
  private int transactions;

  /// @param token the appservice's
  BotRooms(URI homeserver, String token) {
    this.homeserver = homeserver;
    this.token = token;
  }

  /// Makes so many.
  void make(int count) throws IOException, InterruptedException {
    for (var i = 0; i < GHOSTS; i++) {
      var ghost = Map.of("type", "m.login.application_service", "username", name(i));
      ask("POST", "register", "", ghost);
    }
    for (var i = 0; i < count; i++) {
      var plan = Map.of("preset", "public_chat", "name", "Portal " + i);
      var room = ask("POST", "createRoom", BOT, plan).path("room_id").asText();
      rooms.add(room);
      ask("POST", "join/" + encode(room), ghost(i), Map.of());
      say(i);
    }
  }

  /// One more line in each of the first so many rooms.
  void write(int count) throws IOException, InterruptedException {
    for (var i = 0; i < count; i++) {
      say(i);
    }
  }

  private void say(int number) throws IOException, InterruptedException {
    var text = new Line("reconcile", ++transactions).text();
    var path = "rooms/" + encode(rooms.get(number)) + "/send/m.room.message/t" + transactions;
    ask("PUT", path, ghost(number), Map.of("msgtype", "m.text", "body", text));
  }

  private static String name(int number) {
    return "messenger_%016x".formatted(0xd000000 + number % GHOSTS);
  }

  private static String ghost(int number) {
    return "@" + name(number) + ":localhost";
  }

  private JsonNode ask(String method, String path, String user, Object body)
      throws IOException, InterruptedException {
    var as = user.isEmpty() ? "" : "?user_id=" + encode(user);
    var request =
        HttpRequest.newBuilder(homeserver.resolve("/_matrix/client/v3/" + path + as))
            .header("Authorization", "Bearer " + token)
            .method(
                method, HttpRequest.BodyPublishers.ofString(Station.JSON.writeValueAsString(body)))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    return Station.JSON.readTree(answer.body());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
