/// `deploy/bench`: how fast the bridge is and what it costs, between a homeserver in memory and the
/// Messenger sandbox, each in a process of its own. Numbers; what was lost or doubled is a failure.
@NullMarked
package chat.monarch.bench;

import org.jspecify.annotations.NullMarked;
