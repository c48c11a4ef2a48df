/// What a message says, in words of neither side.
@NullMarked
package chat.monarch.domain.content;

import org.jspecify.annotations.NullMarked;
