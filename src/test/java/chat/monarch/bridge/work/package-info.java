/// Tests of lanes.
@NullMarked
package chat.monarch.bridge.work;

import org.jspecify.annotations.NullMarked;
