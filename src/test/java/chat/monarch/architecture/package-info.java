/// The rules by which the packages depend on each other.
@NullMarked
package chat.monarch.architecture;

import org.jspecify.annotations.NullMarked;
