/// XML as it stands on the wire: elements, their text, and a parser that never waits for more than
/// it was given.
@NullMarked
package chat.monarch.sandbox.wire;

import org.jspecify.annotations.NullMarked;
