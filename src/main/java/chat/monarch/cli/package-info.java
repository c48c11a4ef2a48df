/// The command line, and what must stand before Quarkus starts: configuration, embedded database.
@NullMarked
package chat.monarch.cli;

import org.jspecify.annotations.NullMarked;
