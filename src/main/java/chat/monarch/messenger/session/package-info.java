/// A supervised connection for each login: sign-in, roster, messages, archive.
@NullMarked
package chat.monarch.messenger.session;

import org.jspecify.annotations.NullMarked;
