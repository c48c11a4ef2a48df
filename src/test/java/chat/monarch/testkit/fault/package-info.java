/// Faults as a language: what can befall the homeserver, the service, the database and the bridge
/// itself, at an exact moment, and what that cost.
@NullMarked
package chat.monarch.testkit.fault;

import org.jspecify.annotations.NullMarked;
