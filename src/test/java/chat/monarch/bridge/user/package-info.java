/// Tests of permissions and management rooms.
@NullMarked
package chat.monarch.bridge.user;

import org.jspecify.annotations.NullMarked;
