package chat.monarch.testkit.homeserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// An event of a room.
///
/// @param ts milliseconds since 1970
public record StubEvent(
    String id,
    String room,
    String sender,
    String type,
    @Nullable String stateKey,
    long ts,
    JsonNode content) {
  /// What it says, or an empty text.
  public String body() {
    return content.path("body").asText("");
  }

  ObjectNode json() {
    var json = StubHomeserver.JSON.createObjectNode();
    json.put("event_id", id).put("room_id", room).put("sender", sender).put("type", type);
    json.put("origin_server_ts", ts).set("content", content);
    if (stateKey != null) {
      json.put("state_key", stateKey);
    }
    return json;
  }
}
