package chat.monarch.matrix.format;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes an event of an invite that a sync tells of. What comes there is stripped of its id, so it
/// gets one from the place where the sync went on: asking again gives the same.
public final class StrippedInvite {
  private StrippedInvite() {}

  /// The invite of a user, or empty when the state holds none.
  ///
  /// @param state the room's stripped state
  /// @param since where the sync went on
  public static Optional<ReceivedEvent> of(
      MatrixUserId user, RoomId room, List<CutEvent> state, String since) {
    var events = state.stream().map(event -> EventReader.tree(event.raw())).toList();
    var encrypted = events.stream().anyMatch(event -> isOf(event, "m.room.encryption", ""));
    return events.stream()
        .filter(event -> isOf(event, "m.room.member", user.value()))
        .filter(event -> event.path("sender").isTextual())
        .findFirst()
        .map(
            event ->
                new ReceivedEvent(
                    new EventId("$invite." + since + "." + room.value()),
                    room,
                    new MatrixUserId(event.path("sender").textValue()),
                    raw(event, user, encrypted)));
  }

  private static boolean isOf(JsonNode event, String type, String key) {
    return Objects.equals(event.path("type").textValue(), type)
        && Objects.equals(event.path("state_key").textValue(), key);
  }

  private static byte[] raw(JsonNode invite, MatrixUserId user, boolean encrypted) {
    var event = MatrixJson.MAPPER.createObjectNode();
    event.put("type", "m.room.member").put("state_key", user.value());
    event
        .putObject("content")
        .put("membership", "invite")
        .put("is_direct", invite.path("content").path("is_direct").asBoolean());
    if (encrypted) {
      var state = event.putObject("unsigned").putArray("invite_room_state");
      state.addObject().put("type", "m.room.encryption");
    }
    try {
      return MatrixJson.MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
