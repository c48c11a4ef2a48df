package chat.monarch.testkit;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;

/// An invitation into a room as a user's client got it.
///
/// @param direct whether it says that the room is a direct chat
/// @param name the name of the room, empty where it has none
public record Invite(RoomId room, MatrixUserId sender, boolean direct, String name) {
  static Invite read(RoomId room, MatrixUserId me, JsonNode invite) {
    var sender = "";
    var direct = false;
    var name = "";
    for (var event : invite.path("invite_state").path("events")) {
      var type = event.path("type").asText();
      if (type.equals("m.room.name")) {
        name = event.path("content").path("name").asText();
      } else if (type.equals("m.room.member")
          && event.path("state_key").asText().equals(me.value())) {
        sender = event.path("sender").asText();
        direct = event.path("content").path("is_direct").asBoolean();
      }
    }
    return new Invite(room, new MatrixUserId(sender), direct, name);
  }
}
