package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;

/// One chat stanza.
///
/// @param id its id on the wire; an error that comes back bears it (MSG-7)
/// @param body one of the parts of [Messenger#parts]
public record OutgoingChat(String id, RemoteUserId to, String body) {}
