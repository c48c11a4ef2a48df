/// What happened, for tests that look from outside: the stanzas of each account and the
/// connections.
@NullMarked
package chat.monarch.sandbox.journal;

import org.jspecify.annotations.NullMarked;
