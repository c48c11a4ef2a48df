/// What tests and demo need from outside the bridge: a real Synapse, real Matrix users, and the
/// bridge and the sandbox as processes. Nothing here knows the inside of the bridge, except its
/// words for ids.
@NullMarked
package chat.monarch.testkit;

import org.jspecify.annotations.NullMarked;
