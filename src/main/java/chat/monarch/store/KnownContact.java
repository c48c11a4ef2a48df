package chat.monarch.store;

import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// A contact as a login's roster had him last.
///
/// @param name what the user's own list calls him
/// @param subscription who sees whose presence, by its name in the bridge
/// @param asked whether an invitation to him is open
public record KnownContact(
    RemoteUserId id, @Nullable String name, String subscription, boolean asked) {
  /// Whether there may be a conversation with him (ROS-3).
  public boolean isEstablished() {
    return subscription.equals("TO") || subscription.equals("BOTH");
  }
}
