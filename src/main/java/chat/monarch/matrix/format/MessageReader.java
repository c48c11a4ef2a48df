package chat.monarch.matrix.format;

import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// Reads `m.room.message`.
final class MessageReader {
  /// The last moment of the year 9999: what is later was made up, and is more than databases take.
  private static final long LATEST = 253_402_300_799_999L;

  private MessageReader() {}

  static MatrixEvent read(ReceivedEvent event, JsonNode json) {
    var content = json.path("content");
    var edit =
        content.path("m.relates_to").path("rel_type").asText().equals("m.replace")
            && content.path("m.new_content").isObject();
    var said = edit ? content.path("m.new_content") : content;
    return switch (said.path("msgtype").asText()) {
      case "m.text", "m.emote", "m.notice" -> text(event, json, said, edit);
      case "m.image" -> EventReader.unbridgeable(event, "Pictures");
      case "m.video" -> EventReader.unbridgeable(event, "Videos");
      case "m.audio" -> EventReader.unbridgeable(event, audio(said));
      case "m.file" -> EventReader.unbridgeable(event, "Files");
      case "m.location" -> EventReader.unbridgeable(event, "Locations");
      case "m.key.verification.request" -> EventReader.unbridgeable(event, "Verifications");
      default -> EventReader.unbridgeable(event, "Messages of an unknown kind");
    };
  }

  private static String audio(JsonNode content) {
    return content.has("org.matrix.msc3245.voice") || content.has("m.voice")
        ? "Voice messages"
        : "Recordings";
  }

  private static MatrixEvent text(ReceivedEvent event, JsonNode json, JsonNode said, boolean edit) {
    var body = said.path("body").isTextual() ? said.path("body").textValue() : "";
    var reply =
        json.path("content").path("m.relates_to").has("m.in_reply_to")
            ? ReplyFallback.split(body)
            : new ReplyFallback(null, body);
    if (reply.rest().isBlank()) {
      return EventReader.unbridgeable(event, "Messages without text");
    }
    return new MatrixEvent.Message(
        event.id(),
        event.room(),
        event.sender(),
        sentAt(json),
        content(said.path("msgtype").asText(), reply.rest()),
        reply.quote(),
        edit);
  }

  private static Content content(String kind, String body) {
    return switch (kind) {
      case "m.emote" -> new Content.Emote(body);
      case "m.notice" -> new Content.Notice(body);
      default -> new Content.Text(body);
    };
  }

  private static Instant sentAt(JsonNode json) {
    var millis = json.path("origin_server_ts").asLong(0);
    return Instant.ofEpochMilli(Math.clamp(millis, 0, LATEST));
  }
}
