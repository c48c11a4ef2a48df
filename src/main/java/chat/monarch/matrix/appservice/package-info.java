/// What the homeserver pushes to us: transactions, queries, pings, and the registration that allows
/// it.
@NullMarked
package chat.monarch.matrix.appservice;

import org.jspecify.annotations.NullMarked;
