package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A login whose connection this process holds.
///
/// @param doubtSince since when messages may be lost, or would be if the process ended now; null
///     for none
public record HeldLogin(LoginId login, @Nullable Instant doubtSince) {}
