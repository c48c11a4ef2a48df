package chat.monarch.domain;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The Matrix user that stands for somebody of the messenger, as his card has him.
///
/// @param name what his card calls him, if anything
/// @param picture his picture in the homeserver's store
/// @param pictureHash of the bytes of the picture
/// @param photoHash what presences say of his photo while the card is like that; empty for none,
///     null where it is not known
/// @param readAt when his card was asked for last, null for never
public record Ghost(
    RemoteUserId id,
    @Nullable String name,
    @Nullable ContentUri picture,
    @Nullable String pictureHash,
    @Nullable String photoHash,
    @Nullable Instant readAt) {
  /// Somebody of whom nothing is known yet.
  public static Ghost unread(RemoteUserId id) {
    return new Ghost(id, null, null, null, null, null);
  }

  /// Whether his card was read since then.
  public boolean isReadSince(Instant time) {
    return readAt != null && !readAt.isBefore(time);
  }
}
