@NullMarked
package chat.monarch.bridge.ghost;

import org.jspecify.annotations.NullMarked;
