/// Tests of the Messenger side, and what they share.
@NullMarked
package chat.monarch.messenger;

import org.jspecify.annotations.NullMarked;
