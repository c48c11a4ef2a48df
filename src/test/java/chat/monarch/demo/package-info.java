/// The show that `deploy/demo` runs: the bridge between a real Synapse and the Messenger sandbox,
/// with every step seen from outside the bridge.
@NullMarked
package chat.monarch.demo;

import org.jspecify.annotations.NullMarked;
