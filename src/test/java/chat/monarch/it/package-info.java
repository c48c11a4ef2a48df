/// Black-box tests: the bridge is a process, jar or executable, between a homeserver and a
/// Messenger
/// service in this one. What is looked at is only what the two sides saw.
@NullMarked
package chat.monarch.it;

import org.jspecify.annotations.NullMarked;
