/// Tests of the package of the same name.
@NullMarked
package chat.monarch.matrix.format;

import org.jspecify.annotations.NullMarked;
