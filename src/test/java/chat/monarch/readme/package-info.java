/// Holds the README to the code.
@NullMarked
package chat.monarch.readme;

import org.jspecify.annotations.NullMarked;
