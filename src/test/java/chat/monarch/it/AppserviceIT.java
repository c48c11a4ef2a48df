package chat.monarch.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.matrix.StubHomeserver;
import chat.monarch.testkit.BridgeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the homeserver pushes and asks, over the wire. That an event arrived is seen by the bot's
/// joining a room.
final class AppserviceIT {
  private static final String INVITE =
      """
      {"type":"m.room.member","state_key":"@messengerbot:example.org","sender":"@alice:example.org",\
      "room_id":"%1$s","event_id":"$%1$s","origin_server_ts":1,\
      "content":{"membership":"invite","is_direct":true}}""";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static StubHomeserver homeserver;
  private static BridgeProcess bridge;

  @BeforeAll
  static void start(@TempDir Path folder) {
    homeserver = new StubHomeserver();
    homeserver.answer("/whoami", 200, "{\"user_id\":\"@messengerbot:example.org\"}");
    bridge = BridgeProcess.start(folder, ScriptedSettings.of(homeserver));
  }

  @AfterAll
  static void stop() {
    bridge.close();
    homeserver.close();
    HTTP.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"events\":[]}",
        "{\"events\":null,\"ephemeral\":7}",
        "{\"events\":[null,1,\"x\",[],{}]}",
        "{\"events\":[{\"type\":{},\"event_id\":7,\"room_id\":[],\"sender\":null}]}",
        "{\"events\":[{\"event_id\":\"$z\\u0000\",\"room_id\":\"!z:x\",\"sender\":\"@a:x\"}]}",
        "{\"events\":[{\"event_id\":\"$k\",\"room_id\":\"!k:x\",\"sender\":\"@a:x\","
            + "\"type\":\"org.example.unknown\",\"content\":{\"a\":\"\\u0000 \\ud800\"}}]}",
      })
  void a_transaction_is_taken_whatever_it_holds(String body) throws Exception {
    var answer = push(body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(answer.headers().firstValue("Content-Type")).get().asString().contains("json");
  }

  @Test
  void an_event_that_is_deep_and_full_of_nul_arrives_and_so_does_what_comes_after()
      throws Exception {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    var first =
        invite("!deep:example.org").replace("\"content\":", "\"x\":" + deep + ",\"content\":");
    var second =
        invite("!nul:example.org").replace("\"content\":", "\"y\\u0000\":\"\\u0000\",\"content\":");

    assertThat(push("{\"events\":[" + first + "," + second + "]}").statusCode()).isEqualTo(200);

    homeserver.awaitAsked("/rooms/%21deep%3Aexample.org/join", 1);
    homeserver.awaitAsked("/rooms/%21nul%3Aexample.org/join", 1);
  }

  @Test
  void a_transaction_of_many_megabytes_is_taken() throws Exception {
    var filler = "{\"event_id\":\"$big\",\"room_id\":\"!b:x\",\"sender\":\"@a:x\",\"z\":\"%s\"},";
    var body =
        "{\"events\":[" + filler.formatted("z".repeat(30_000_000)) + invite("!big:example.org");

    assertThat(push(body + "]}").statusCode()).isEqualTo(200);

    homeserver.awaitAsked("/rooms/%21big%3Aexample.org/join", 1);
  }

  @Test
  void an_event_that_comes_again_is_handled_once() throws Exception {
    var body = "{\"events\":[" + invite("!again:example.org") + "]}";
    assertThat(push(body).statusCode()).isEqualTo(200);
    homeserver.awaitAsked("/rooms/%21again%3Aexample.org/join", 1);

    assertThat(push(body).statusCode()).isEqualTo(200);
    assertThat(push("{\"events\":[" + invite("!after:example.org") + "]}").statusCode())
        .isEqualTo(200);
    homeserver.awaitAsked("/rooms/%21after%3Aexample.org/join", 1);

    assertThat(homeserver.asked("/rooms/%21again%3Aexample.org/join")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"events\":[{]}"})
  void what_is_no_json_is_refused(String body) throws Exception {
    var answer = push(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("M_NOT_JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /transactions/1",
    "POST, /ping",
    "GET, /users/@messenger_1:example.org",
    "GET, /rooms/%23messenger_1_2:example.org",
    "GET, /thirdparty/protocol/messenger",
    "GET, /thirdparty/user/messenger",
  })
  void only_the_homeserver_is_let_in(String method, String path) throws Exception {
    var nobody = send(request(method, path, "{}"));
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.body()).contains("M_MISSING_TOKEN");
    var byQuery = send(request(method, path + "?access_token=the-hs-token", "{}"));
    assertThat(byQuery.statusCode()).isEqualTo(401);
    var stranger = send(request(method, path, "{}").header("Authorization", "Bearer other"));
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body()).contains("M_UNKNOWN_TOKEN").doesNotContain("the-hs-token");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /ping, 200, {}",
    "GET, /users/@messenger_1:example.org, 404, M_NOT_FOUND",
    "GET, /rooms/%23messenger_1_2:example.org, 404, M_NOT_FOUND",
    "GET, /thirdparty/protocol/messenger, 200, instances",
    "GET, /thirdparty/protocol/other, 404, M_NOT_FOUND",
    "GET, /thirdparty/user/messenger, 200, []",
    "GET, /thirdparty/location, 200, []",
    "POST, /transactions/1, 405, M_UNRECOGNIZED",
  })
  void questions_are_answered(String method, String path, int status, String part)
      throws Exception {
    var answer = send(request(method, path, "{}").header("Authorization", "Bearer the-hs-token"));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(part);
    assertThat(answer.headers().firstValue("Content-Type")).get().asString().contains("json");
  }

  @Test
  void the_homeserver_was_asked_to_ping_us_at_the_start() throws Exception {
    homeserver.awaitAsked("/_matrix/client/v1/appservice/messenger/ping", 1);
    homeserver.awaitAsked("/sync", 1);
    assertThat(homeserver.asked("/sync").getFirst().target()).doesNotContain("since");
  }

  private static String invite(String room) {
    return INVITE.formatted(room);
  }

  private static HttpResponse<String> push(String body) throws IOException, InterruptedException {
    return send(
        request("PUT", "/transactions/1", body).header("Authorization", "Bearer the-hs-token"));
  }

  private static HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(bridge.address() + "/_matrix/app/v1" + path))
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
