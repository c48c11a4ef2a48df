/// The Messenger service's side of the bridge, and how it is configured. Nothing outside sees a
/// stanza or Smack.
@NullMarked
package chat.monarch.messenger;

import org.jspecify.annotations.NullMarked;
