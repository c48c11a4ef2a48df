/// Content into event content, and back.
@NullMarked
package chat.monarch.matrix.format;

import org.jspecify.annotations.NullMarked;
