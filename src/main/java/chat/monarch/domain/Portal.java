package chat.monarch.domain;

import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import org.jspecify.annotations.Nullable;

/// A conversation of one login, and the room that shows it.
///
/// @param room null until it was made
/// @param backfilled whether its history was looked for
/// @param invited whether the login's owner was asked into the room
/// @param ownerLeft whether he left it after that
/// @param gap where messages may be missing, which the room does not say yet
public record Portal(
    long id,
    PortalKey key,
    @Nullable RoomId room,
    boolean backfilled,
    boolean invited,
    boolean ownerLeft,
    @Nullable Gap gap) {
  /// Whether the owner is in the room, or asked in.
  public boolean isSeen() {
    return room != null && invited && !ownerLeft;
  }
}
