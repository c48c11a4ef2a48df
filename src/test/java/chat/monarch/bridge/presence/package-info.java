/// Tests of who is shown to be there.
@NullMarked
package chat.monarch.bridge.presence;

import org.jspecify.annotations.NullMarked;
