/// Tests of the way of a message.
@NullMarked
package chat.monarch.bridge.portal;

import org.jspecify.annotations.NullMarked;
