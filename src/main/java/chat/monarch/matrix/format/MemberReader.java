package chat.monarch.matrix.format;

import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.MatrixUserId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Reads changes of membership.
public final class MemberReader {
  private MemberReader() {}

  static MatrixEvent read(ReceivedEvent event, JsonNode json) {
    var target = json.path("state_key").textValue();
    var membership = membership(json.path("content"));
    if (target == null || membership.isEmpty() || isProfileChange(json)) {
      return EventReader.other(event);
    }
    return new MatrixEvent.Member(
        event.id(),
        event.room(),
        event.sender(),
        new MatrixUserId(target),
        membership.get(),
        json.path("content").path("is_direct").asBoolean(),
        isEncrypted(json));
  }

  /// The membership in an event's content, or empty when it is none that we know.
  public static Optional<Membership> membership(JsonNode content) {
    return switch (content.path("membership").asText()) {
      case "invite" -> Optional.of(Membership.INVITE);
      case "join" -> Optional.of(Membership.JOIN);
      case "leave" -> Optional.of(Membership.LEAVE);
      case "ban" -> Optional.of(Membership.BAN);
      case "knock" -> Optional.of(Membership.KNOCK);
      default -> Optional.empty();
    };
  }

  /// A member's new name or picture comes as a second join.
  private static boolean isProfileChange(JsonNode json) {
    return isJoin(json.path("content")) && isJoin(json.path("unsigned").path("prev_content"));
  }

  private static boolean isJoin(JsonNode content) {
    return content.path("membership").asText().equals("join");
  }

  private static boolean isEncrypted(JsonNode json) {
    return hasEncryption(json.path("unsigned").path("invite_room_state"))
        || hasEncryption(json.path("invite_room_state"));
  }

  private static boolean hasEncryption(JsonNode state) {
    for (var event : state) {
      if (event.path("type").asText().equals("m.room.encryption")) {
        return true;
      }
    }
    return false;
  }
}
