/// A homeserver as a bridge sees one, in this process: for tests that need its answers, its pushes
/// and its faults, but not Synapse itself.
@NullMarked
package chat.monarch.testkit.homeserver;

import org.jspecify.annotations.NullMarked;
