/// Tests of what is taken from the archive.
@NullMarked
package chat.monarch.bridge.backfill;

import org.jspecify.annotations.NullMarked;
