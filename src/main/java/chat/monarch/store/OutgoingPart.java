package chat.monarch.store;

import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;

/// A part of a Matrix message as it is about to be written to the messenger.
///
/// @param row the inbox row that it comes from
public record OutgoingPart(
    long row,
    long portal,
    RemoteMessageId id,
    int part,
    EventId event,
    TextDigest digest,
    Instant at) {}
