/// The way of a message: portals, their rooms, and their two directions.
@NullMarked
package chat.monarch.bridge.portal;

import org.jspecify.annotations.NullMarked;
