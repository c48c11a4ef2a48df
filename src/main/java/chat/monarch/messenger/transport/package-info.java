/// The XMPP stream over a Vert.x socket: TLS, parser, limits. Knows nothing of logins.
@NullMarked
package chat.monarch.messenger.transport;

import org.jspecify.annotations.NullMarked;
