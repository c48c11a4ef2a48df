package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// An item of the roster (ROS-1).
///
/// @param name what the user's own list calls him, if anything
/// @param asked whether an invitation to him is open
public record Contact(
    RemoteUserId id, @Nullable String name, Subscription subscription, boolean asked) {
  /// Who sees whose presence.
  public enum Subscription {
    NONE,
    TO,
    FROM,
    BOTH
  }

  /// Whether there may be a conversation with him (ROS-3).
  public boolean isEstablished() {
    return subscription == Subscription.TO || subscription == Subscription.BOTH;
  }
}
