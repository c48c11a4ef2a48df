/// History: what was said before a portal existed, and what was missed while we were away.
@NullMarked
package chat.monarch.bridge.backfill;

import org.jspecify.annotations.NullMarked;
