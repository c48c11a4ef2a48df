package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;

/// The service refused a message that was written (MSG-7).
///
/// @param stanzaId the id of [OutgoingChat], or empty when the error bears none
/// @param condition for example `item-not-found`
/// @param passing whether it may take the same message a moment later
public record Refusal(RemoteUserId to, String stanzaId, String condition, boolean passing) {}
