/// The Matrix people who use the bridge: what they may do and where the bot talks to them.
@NullMarked
package chat.monarch.bridge.user;

import org.jspecify.annotations.NullMarked;
