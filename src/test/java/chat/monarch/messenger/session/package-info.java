/// Tests of this part of the Messenger side.
@NullMarked
package chat.monarch.messenger.session;

import org.jspecify.annotations.NullMarked;
