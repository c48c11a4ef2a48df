package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A ticket for one sign-in, as it is remembered: of every secret only a hash.
///
/// @param ticket hash of what opens the page
/// @param state hash of what comes back from the consent page
/// @param cookie hash of what the browser got that pressed the button; null before
/// @param user to whom the account will be linked
/// @param relogin the login that is to be signed in again; null for any account
/// @param used whether it is used up
/// @param cancelled whether that is because its user called it off
public record SignInTicket(
    byte[] ticket,
    byte[] state,
    byte @Nullable [] cookie,
    MatrixUserId user,
    @Nullable LoginId relogin,
    Instant expires,
    boolean used,
    boolean cancelled) {}
