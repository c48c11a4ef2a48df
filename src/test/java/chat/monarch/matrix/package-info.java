/// What tests of the Matrix side share: a configuration, and a homeserver that does as it is told.
@NullMarked
package chat.monarch.matrix;

import org.jspecify.annotations.NullMarked;
