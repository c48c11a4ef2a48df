@NullMarked
package chat.monarch.bridge.profile;

import org.jspecify.annotations.NullMarked;
