/// Identifiers as types, opaque outside the side that makes them: a wrong order of arguments does
/// not
/// compile.
@NullMarked
package chat.monarch.domain.id;

import org.jspecify.annotations.NullMarked;
