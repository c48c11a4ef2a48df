/// Tests of this part of the Messenger side.
@NullMarked
package chat.monarch.messenger.transport;

import org.jspecify.annotations.NullMarked;
