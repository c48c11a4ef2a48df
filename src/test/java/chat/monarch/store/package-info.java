/// Tests of the tables.
@NullMarked
package chat.monarch.store;

import org.jspecify.annotations.NullMarked;
