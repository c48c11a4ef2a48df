/// What we ask of the homeserver.
@NullMarked
package chat.monarch.matrix.api;

import org.jspecify.annotations.NullMarked;
