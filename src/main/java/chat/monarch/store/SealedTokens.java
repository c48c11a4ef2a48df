package chat.monarch.store;

import java.time.Instant;

/// A login's tokens, encrypted.
///
/// @param keyId which key opens them
/// @param expires when the access token in them ends
public record SealedTokens(byte[] sealed, String keyId, Instant expires) {}
