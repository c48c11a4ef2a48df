/// Tests of this part of the Messenger side.
@NullMarked
package chat.monarch.messenger.stanza;

import org.jspecify.annotations.NullMarked;
