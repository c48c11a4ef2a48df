package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;

/// A chat message that came.
///
/// @param at when it was said: the service's delay stamp, else when it arrived
/// @param delayed whether the service kept it while we were away (MSG-5)
public record IncomingChat(RemoteUserId from, String body, Instant at, boolean delayed) {}
