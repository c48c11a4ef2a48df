/// Tests of this part of the Messenger side.
@NullMarked
package chat.monarch.messenger.oauth;

import org.jspecify.annotations.NullMarked;
