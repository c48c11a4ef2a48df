package chat.monarch.store;

import chat.monarch.domain.WorkState;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event of Matrix that waits to be handled.
///
/// @param remoteId our name of the message, once it was on its way to the messenger
/// @param attempt how often it was tried in vain
/// @param due not before then
/// @param reason why it was refused
public record InboxRow(
    long id,
    ReceivedEvent event,
    WorkState state,
    @Nullable RemoteMessageId remoteId,
    int attempt,
    Instant due,
    @Nullable String reason) {}
