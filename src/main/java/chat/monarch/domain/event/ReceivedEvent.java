package chat.monarch.domain.event;

import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;

/// An event as it came, before anybody has read more of it than must be known to keep it.
///
/// @param raw the event's JSON, byte for byte: it may hold what PostgreSQL's texts refuse
public record ReceivedEvent(EventId id, RoomId room, MatrixUserId sender, byte[] raw) {}
