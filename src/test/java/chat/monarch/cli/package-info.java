/// The command line and what stands before Quarkus starts, tested without starting it.
@NullMarked
package chat.monarch.cli;

import org.jspecify.annotations.NullMarked;
