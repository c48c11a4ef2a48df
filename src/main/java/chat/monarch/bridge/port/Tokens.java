package chat.monarch.bridge.port;

import chat.monarch.domain.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an account is reached with.
///
/// @param refresh null where the service gave none: then the end of `access` means a new sign-in
/// @param expires when `access` ends
public record Tokens(Secret access, @Nullable Secret refresh, Instant expires) {}
