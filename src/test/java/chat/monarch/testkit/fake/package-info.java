/// Networks and tables that exist only in memory, for tests of decisions.
@NullMarked
package chat.monarch.testkit.fake;

import org.jspecify.annotations.NullMarked;
