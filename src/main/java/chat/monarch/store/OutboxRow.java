package chat.monarch.store;

import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;

/// A message of the messenger that waits to appear in Matrix.
///
/// @param attempt how often it was tried in vain
/// @param due not before then
/// @param created when it was taken over
public record OutboxRow(
    long id,
    long portal,
    RemoteMessageId remoteId,
    boolean own,
    boolean history,
    String body,
    Instant at,
    long position,
    int attempt,
    Instant due,
    Instant created) {}
