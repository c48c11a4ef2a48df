/// What the bridge asks of the two networks, and what they answer. The networks' sides implement
/// these interfaces; nothing here knows JSON, XML, SQL or HTTP.
@NullMarked
package chat.monarch.bridge.port;

import org.jspecify.annotations.NullMarked;
