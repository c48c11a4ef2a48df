package chat.monarch.store;

import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message of the messenger that is to appear in Matrix.
///
/// @param own whether the user said it himself, at another place
/// @param history whether it is older than what the room shows, and nobody is to be notified
/// @param position its place in the portal's order, or null for the end
public record NewMessage(
    long portal,
    RemoteMessageId id,
    boolean own,
    boolean history,
    String body,
    Instant at,
    @Nullable Long position) {}
