/// Tests of the package of the same name.
@NullMarked
package chat.monarch.matrix.api;

import org.jspecify.annotations.NullMarked;
