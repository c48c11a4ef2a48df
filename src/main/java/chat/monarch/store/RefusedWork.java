package chat.monarch.store;

import chat.monarch.domain.id.RoomId;

/// A message that the messenger refused, as work to do.
///
/// @param row its inbox row
/// @param room where it was said
public record RefusedWork(long row, RoomId room) {}
