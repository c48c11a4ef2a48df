package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// Somebody asks to become a contact (INV-1). His words are not to be trusted.
///
/// @param nick what he calls himself, cleaned, at most 129 characters
/// @param message what he writes, cleaned
public record Invitation(RemoteUserId from, @Nullable String nick, @Nullable String message) {}
