/// The soak of `deploy/soak`: random traffic of many users between a real Synapse and the Messenger
/// sandbox while faults of every kind strike, and an account of every message from outside.
@NullMarked
package chat.monarch.soak;

import org.jspecify.annotations.NullMarked;
