/// Tests of identifiers.
@NullMarked
package chat.monarch.domain.id;

import org.jspecify.annotations.NullMarked;
