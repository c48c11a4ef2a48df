/// Who is linked and connected, and how one gets linked: sign-in tickets, tokens, sessions.
@NullMarked
package chat.monarch.bridge.login;

import org.jspecify.annotations.NullMarked;
