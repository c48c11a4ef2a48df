/// How work is done: each key's in order, keys side by side.
@NullMarked
package chat.monarch.bridge.work;

import org.jspecify.annotations.NullMarked;
