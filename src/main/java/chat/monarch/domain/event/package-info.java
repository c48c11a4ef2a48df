/// What can happen in Matrix, as far as the bridge cares.
@NullMarked
package chat.monarch.domain.event;

import org.jspecify.annotations.NullMarked;
