package chat.monarch.store;

import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;

/// A message, or a part of one, that we have or are bringing over.
///
/// @param outgoing whether the user said it
/// @param position its place in the portal's order
/// @param doubtful whether the messenger may have it or not, and never will be known to
public record KnownMessage(
    RemoteMessageId id,
    int part,
    boolean outgoing,
    TextDigest digest,
    Instant at,
    long position,
    boolean doubtful) {}
