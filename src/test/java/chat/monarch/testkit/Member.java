package chat.monarch.testkit;

import chat.monarch.domain.ContentUri;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Somebody in a room.
///
/// @param membership `join`, `invite`, `leave` or `ban`
/// @param name the display name, empty where there is none
/// @param avatar null where there is none
public record Member(String membership, String name, @Nullable ContentUri avatar) {
  static Member read(JsonNode content) {
    var avatar = content.path("avatar_url").asText();
    return new Member(
        content.path("membership").asText(),
        content.path("displayname").asText(),
        avatar.isEmpty() ? null : new ContentUri(avatar));
  }
}
