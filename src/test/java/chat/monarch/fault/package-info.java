/// Faults, and what they cost: lost, doubled, reordered.
@NullMarked
package chat.monarch.fault;

import org.jspecify.annotations.NullMarked;
