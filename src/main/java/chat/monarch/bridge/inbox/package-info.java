/// What Matrix pushed: kept before it is answered, then handed, room by room and in order, to those
/// it concerns.
@NullMarked
package chat.monarch.bridge.inbox;

import org.jspecify.annotations.NullMarked;
