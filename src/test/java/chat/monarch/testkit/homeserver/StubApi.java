package chat.monarch.testkit.homeserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The client-server API, as far as a bridge uses it.
final class StubApi implements HttpHandler {
  private final StubHomeserver stub;
  private final String asToken;

  StubApi(StubHomeserver stub, String asToken) {
    this.stub = stub;
    this.asToken = asToken;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    stub.countRequest();
    try (exchange) {
      var trouble = stub.troubles().of(exchange);
      if (!trouble.isDone(exchange)) {
        return;
      }
      var answer = answer(exchange);
      if (!trouble.isAnswered()) {
        return;
      }
      var bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var query = query(exchange.getRequestURI().getRawQuery());
    var path = path(exchange.getRequestURI().getRawPath());
    var token = exchange.getRequestHeaders().getFirst("Authorization");
    if (path.endsWith(List.of("versions"))) {
      return new Answer(
          200, json().set("versions", json().putArray("x").add("v1.11").add("v1.13")));
    }
    if (!("Bearer " + asToken).equals(token) && !stub.isPuppetToken(token)) {
      return error(401, "M_UNKNOWN_TOKEN");
    }
    var user = query.getOrDefault("user_id", "@sender:" + stub.domain());
    if (stub.isPuppetToken(token) && stub.isPuppetRefused(user)) {
      return error(403, "M_FORBIDDEN");
    }
    if (path.parts().contains("upload")) {
      var type = exchange.getRequestHeaders().getFirst("Content-Type");
      var uri = stub.store(exchange.getRequestBody().readAllBytes(), type);
      return new Answer(200, json().put("content_uri", uri));
    }
    var bytes = exchange.getRequestBody().readAllBytes();
    JsonNode body = bytes.length == 0 ? json() : StubHomeserver.JSON.readTree(bytes);
    return answer(exchange, path.from("v1", "v3"), query, user, body);
  }

  private Answer answer(
      HttpExchange exchange,
      List<String> path,
      Map<String, String> query,
      String user,
      JsonNode body) {
    var what = exchange.getRequestMethod() + " " + path.getFirst();
    return switch (what) {
      case "POST register" ->
          stub.register("@" + body.path("username").asText() + ":" + stub.domain())
              ? new Answer(200, json().put("user_id", user))
              : error(400, "M_USER_IN_USE");
      case "GET account" -> new Answer(200, json().put("user_id", user));
      case "POST appservice" -> ping(body);
      case "PUT devices" -> new Answer(201, json());
      case "POST createRoom" -> create(user, body);
      case "GET directory" -> find(path);
      case "POST join" -> join(path.get(1), user);
      case "PUT profile" -> profile(path, body);
      case "GET profile" -> new Answer(200, stub.profile(path.get(1)));
      case "PUT presence" -> presence(path, body);
      case "GET presence" -> new Answer(200, json().put("presence", stub.presenceOf(path.get(1))));
      case "GET sync" -> sync();
      case "PUT pushrules" -> silence(path, user, body);
      case "DELETE pushrules" ->
          stub.unsilence(user, path.get(3)) ? new Answer(200, json()) : error(404, "M_NOT_FOUND");
      case "GET config", "GET media" -> new Answer(200, json().put("m.upload.size", 52_428_800));
      case "PUT rooms", "POST rooms", "GET rooms" -> room(exchange, path, query, user, body);
      default -> error(404, "M_UNRECOGNIZED");
    };
  }

  private Answer ping(JsonNode body) {
    var status = stub.ping(body.path("transaction_id").asText("ping"));
    return status == 200
        ? new Answer(200, json().put("duration_ms", 1))
        : error(502, status == 0 ? "M_CONNECTION_FAILED" : "M_BAD_STATUS");
  }

  private Answer create(String user, JsonNode plan) {
    try {
      return new Answer(200, json().put("room_id", stub.create(user, plan).id()));
    } catch (StubHomeserver.Conflict taken) {
      return error(400, "M_ROOM_IN_USE");
    }
  }

  private Answer find(List<String> path) {
    var room = stub.find(path.get(2).replaceFirst("^#", "").replaceFirst(":.*", ""));
    return room.isEmpty()
        ? error(404, "M_NOT_FOUND")
        : new Answer(200, json().put("room_id", room));
  }

  private Answer join(String room, String user) {
    if (!stub.exists(room)) {
      return error(404, "M_NOT_FOUND");
    }
    stub.member(stub.room(room), user, user, "join", false);
    return new Answer(200, json().put("room_id", room));
  }

  private Answer profile(List<String> path, JsonNode body) {
    stub.editProfile(path.get(1), path.get(2), body.path(path.get(2)));
    return new Answer(200, json());
  }

  private Answer presence(List<String> path, JsonNode body) {
    stub.showPresence(path.get(1), body);
    return new Answer(200, json());
  }

  private Answer silence(List<String> path, String user, JsonNode rule) {
    stub.silence(user, path.get(3), rule.at("/conditions/0/pattern").asText());
    return new Answer(200, json());
  }

  private Answer sync() {
    stub.synced();
    var answer = json().put("next_batch", "s1");
    var joined = answer.putObject("rooms").putObject("join");
    stub.forgotten()
        .forEach(
            (room, events) -> {
              var timeline = joined.putObject(room).putObject("timeline").put("limited", false);
              var list = timeline.putArray("events");
              events.forEach(event -> list.add(event.json()));
            });
    return new Answer(200, answer);
  }

  private Answer room(
      HttpExchange exchange,
      List<String> path,
      Map<String, String> query,
      String user,
      JsonNode body) {
    var id = path.get(1);
    if (!stub.exists(id)) {
      return error(403, "M_FORBIDDEN");
    }
    var room = stub.room(id);
    var ts = Long.parseLong(query.getOrDefault("ts", String.valueOf(StubHomeserver.now())));
    return switch (path.get(2)) {
      case "join" -> join(id, user);
      case "leave" -> member(room, user, user, "leave");
      case "invite" -> member(room, user, body.path("user_id").asText(), "invite");
      case "send" -> send(exchange, room, path, user, body, ts);
      case "receipt" -> receipt(room, path, user);
      case "typing" -> typing(room, path, body);
      case "redact" -> redact(exchange, room, path, user, ts);
      case "state" -> state(exchange, room, path, user, body, ts);
      case "members" -> members(room);
      case "messages" -> messages(room);
      default -> error(404, "M_UNRECOGNIZED");
    };
  }

  private Answer member(StubRoom room, String user, String target, String membership) {
    stub.member(room, user, target, membership, false);
    return new Answer(200, json());
  }

  private Answer redact(
      HttpExchange exchange, StubRoom room, List<String> path, String user, long ts) {
    var content = json().put("redacts", path.get(3));
    var address = exchange.getRequestURI().getPath();
    var event = stub.send(address, room.id(), user, "m.room.redaction", content, ts);
    return new Answer(200, json().put("event_id", event));
  }

  private Answer typing(StubRoom room, List<String> path, JsonNode body) {
    var user = path.get(3);
    if (!room.membership(user).equals("join")) {
      return error(403, "M_FORBIDDEN");
    }
    stub.showTyping(room.id(), user, body.path("typing").asBoolean());
    return new Answer(200, json());
  }

  private Answer receipt(StubRoom room, List<String> path, String user) {
    stub.read(room.id(), user, path.get(4));
    return new Answer(200, json());
  }

  private Answer send(
      HttpExchange exchange,
      StubRoom room,
      List<String> path,
      String user,
      JsonNode body,
      long ts) {
    if (!room.membership(user).equals("join") || stub.isMuted(room.id(), user)) {
      return error(403, "M_FORBIDDEN");
    }
    var key = exchange.getRequestURI().getRawPath();
    var event = stub.send(key, room.id(), user, path.get(3), body, ts);
    stub.awaitAnswering(body.path("body").asText());
    return new Answer(200, json().put("event_id", event));
  }

  private Answer state(
      HttpExchange exchange,
      StubRoom room,
      List<String> path,
      String user,
      JsonNode body,
      long ts) {
    if (path.size() == 3) {
      var all = StubHomeserver.JSON.createArrayNode();
      room.state().forEach(event -> all.add(event.json()));
      return new Answer(200, all);
    }
    var type = path.get(3);
    var stateKey = path.size() > 4 ? path.get(4) : "";
    if (exchange.getRequestMethod().equals("GET")) {
      return room.hasState(type, stateKey)
          ? new Answer(200, room.state(type, stateKey))
          : error(404, "M_NOT_FOUND");
    }
    if (type.equals("m.room.member")) {
      var direct = body.path("is_direct").asBoolean();
      stub.member(room, user, stateKey, body.path("membership").asText(), direct);
      return new Answer(200, json().put("event_id", "$member"));
    }
    return new Answer(
        200, json().put("event_id", stub.add(room.id(), user, type, stateKey, body, ts)));
  }

  private static Answer members(StubRoom room) {
    var answer = json();
    var chunk = answer.putArray("chunk");
    room.state().stream()
        .filter(event -> event.type().equals("m.room.member"))
        .forEach(event -> chunk.add(event.json()));
    return new Answer(200, answer);
  }

  private static Answer messages(StubRoom room) {
    var answer = json().put("start", "a").put("end", "b");
    var chunk = answer.putArray("chunk");
    room.events().reversed().forEach(event -> chunk.add(event.json()));
    return new Answer(200, answer);
  }

  private static ObjectNode json() {
    return StubHomeserver.JSON.createObjectNode();
  }

  private static Answer error(int status, String code) {
    return new Answer(status, json().put("errcode", code).put("error", "stub: " + code));
  }

  private static Map<String, String> query(@Nullable String raw) {
    var query = new HashMap<String, String>();
    if (raw != null) {
      for (var pair : raw.split("&")) {
        var parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
      }
    }
    return query;
  }

  private static Path path(String raw) {
    return new Path(Arrays.stream(raw.split("/")).skip(1).map(StubApi::decode).toList());
  }

  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private record Answer(int status, JsonNode body) {}

  /// A path, cut at its slashes.
  private record Path(List<String> parts) {
    boolean endsWith(List<String> end) {
      return parts.size() >= end.size()
          && parts.subList(parts.size() - end.size(), parts.size()).equals(end);
    }

    /// What follows the version.
    List<String> from(String... versions) {
      for (int i = 0; i < parts.size() - 1; i++) {
        if (Arrays.asList(versions).contains(parts.get(i))) {
          return parts.subList(i + 1, parts.size());
        }
      }
      return List.of("unknown");
    }
  }
}
