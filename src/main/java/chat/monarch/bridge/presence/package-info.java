/// Shows who is there: contacts on their ghosts, as often and no oftener than the homeserver needs.
@NullMarked
package chat.monarch.bridge.presence;

import org.jspecify.annotations.NullMarked;
