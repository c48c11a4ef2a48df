package chat.monarch.testkit;

import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event as a user's client got it.
///
/// @param at `origin_server_ts`
/// @param stateKey null where it is not a state event
public record RoomEvent(
    RoomId room,
    EventId id,
    String type,
    MatrixUserId sender,
    Instant at,
    @Nullable String stateKey,
    JsonNode content) {
  static RoomEvent read(RoomId room, JsonNode event) {
    return new RoomEvent(
        room,
        new EventId(event.path("event_id").asText()),
        event.path("type").asText(),
        new MatrixUserId(event.path("sender").asText()),
        Instant.ofEpochMilli(event.path("origin_server_ts").asLong()),
        event.hasNonNull("state_key") ? event.get("state_key").asText() : null,
        event.path("content"));
  }

  /// Whether it is an `m.room.message`, of whatever kind.
  public boolean isMessage() {
    return type.equals("m.room.message");
  }

  /// Whether it makes somebody a member of that kind: `join`, `invite`, `leave` or `ban`.
  public boolean isMembership(MatrixUserId user, String membership) {
    return type.equals("m.room.member")
        && user.value().equals(stateKey)
        && content.path("membership").asText().equals(membership);
  }

  /// Whether it is an answer to that event.
  public boolean answers(EventId question) {
    var relation = content.path("m.relates_to").path("m.in_reply_to");
    return relation.path("event_id").asText().equals(question.value());
  }

  /// The kind of a message, for example `m.text`; empty where it has none.
  public String kind() {
    return content.path("msgtype").asText();
  }

  /// The text of a message; empty where it has none.
  public String body() {
    return content.path("body").asText();
  }
}
