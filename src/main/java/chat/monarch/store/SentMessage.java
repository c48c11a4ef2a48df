package chat.monarch.store;

import chat.monarch.domain.id.EventId;
import java.util.List;

/// A message that appeared in Matrix.
///
/// @param events the events that show it, in order
public record SentMessage(OutboxRow row, List<EventId> events) {}
