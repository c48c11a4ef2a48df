package chat.monarch.matrix.format;

import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads events. Never throws, whatever they hold; ids, room and sender are those under which the
/// event was kept.
public final class EventReader {
  private static final Map<String, String> UNBRIDGEABLE =
      Map.ofEntries(
          Map.entry("m.sticker", "Stickers"),
          Map.entry("m.poll.start", "Polls"),
          Map.entry("org.matrix.msc3381.poll.start", "Polls"),
          Map.entry("m.poll.response", "Votes"),
          Map.entry("org.matrix.msc3381.poll.response", "Votes"),
          Map.entry("m.call.invite", "Calls"),
          Map.entry("m.call.notify", "Calls"),
          Map.entry("org.matrix.msc4075.call.notify", "Calls"),
          Map.entry("org.matrix.msc4075.rtc.notification", "Calls"),
          Map.entry("m.rtc.notification", "Calls"));

  /// Empty, whether it was redacted or not.
  private static final String ACCEPTANCE = "com.beeper.accept_message_request";

  private EventReader() {}

  /// What the event means to the bridge.
  public static MatrixEvent read(ReceivedEvent event) {
    var json = tree(event.raw());
    return json.has("state_key") ? readState(event, json) : readMessage(event, json);
  }

  /// The event as a tree, or a missing node when it is no JSON.
  static JsonNode tree(byte[] raw) {
    try {
      return MatrixJson.MAPPER.readTree(raw);
    } catch (IOException unreadable) {
      return MissingNode.getInstance();
    }
  }

  private static MatrixEvent readState(ReceivedEvent event, JsonNode json) {
    return switch (json.path("type").asText()) {
      case "m.room.member" -> MemberReader.read(event, json);
      case "m.room.encryption" -> encrypted(event);
      case "m.room.tombstone" -> tombstone(event, json);
      case "m.beacon_info", "org.matrix.msc3672.beacon_info" ->
          json.path("content").path("live").asBoolean()
              ? unbridgeable(event, "Live locations")
              : other(event);
      default -> other(event);
    };
  }

  private static MatrixEvent tombstone(ReceivedEvent event, JsonNode json) {
    var replacement = json.path("content").path("replacement_room").textValue();
    return new MatrixEvent.Tombstone(
        event.id(),
        event.room(),
        event.sender(),
        replacement == null ? null : new RoomId(replacement));
  }

  private static MatrixEvent readMessage(ReceivedEvent event, JsonNode json) {
    var type = json.path("type").asText();
    if (type.equals(ACCEPTANCE)) {
      return isRedacted(json) ? other(event) : answer(event, true);
    }
    if (type.equals("m.room.redaction")) {
      return redaction(event, json);
    }
    if (json.path("content").isEmpty()) {
      return other(event); // redacted meanwhile
    }
    return switch (type) {
      case "m.room.message" -> MessageReader.read(event, json);
      case "m.reaction" -> reaction(event, json);
      case "m.room.encrypted" -> encrypted(event);
      case "com.beeper.delete_chat" ->
          json.path("content").path("from_message_request").asBoolean()
              ? answer(event, false)
              : other(event);
      default -> {
        var what = UNBRIDGEABLE.get(type);
        yield what == null ? other(event) : unbridgeable(event, what);
      }
    };
  }

  private static MatrixEvent reaction(ReceivedEvent event, JsonNode json) {
    var to = json.path("content").path("m.relates_to").path("event_id");
    return new MatrixEvent.Reaction(event.id(), event.room(), event.sender(), id(to));
  }

  /// Rooms of version 11 and later name the redacted event in the content.
  private static MatrixEvent redaction(ReceivedEvent event, JsonNode json) {
    var inContent = id(json.path("content").path("redacts"));
    var of = inContent == null ? id(json.path("redacts")) : inContent;
    return new MatrixEvent.Redaction(event.id(), event.room(), event.sender(), of);
  }

  private static @Nullable EventId id(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? new EventId(node.textValue()) : null;
  }

  private static boolean isRedacted(JsonNode json) {
    return json.path("unsigned").has("redacted_because");
  }

  private static MatrixEvent answer(ReceivedEvent event, boolean accept) {
    return new MatrixEvent.InvitationAnswer(event.id(), event.room(), event.sender(), accept);
  }

  private static MatrixEvent encrypted(ReceivedEvent event) {
    return new MatrixEvent.Encrypted(event.id(), event.room(), event.sender());
  }

  static MatrixEvent unbridgeable(ReceivedEvent event, String what) {
    return new MatrixEvent.Unbridgeable(event.id(), event.room(), event.sender(), what);
  }

  static MatrixEvent other(ReceivedEvent event) {
    return new MatrixEvent.Other(event.id(), event.room(), event.sender());
  }
}
