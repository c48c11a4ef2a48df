package chat.monarch.store;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A linked account as it is remembered.
///
/// @param name what the account calls itself
/// @param tokens null when there are none any more
/// @param reason why it is in its state, in a person's words
/// @param doubtSince since when messages may be lost, as far as its last process knew; null for
///     none
/// @param awaySince since when the account was away when its last process ended in order
public record StoredLogin(
    LoginId id,
    MatrixUserId owner,
    @Nullable String name,
    @Nullable SealedTokens tokens,
    LoginState state,
    @Nullable String reason,
    @Nullable Instant doubtSince,
    @Nullable Instant awaySince) {}
