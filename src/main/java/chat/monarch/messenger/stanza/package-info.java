/// Stanzas into the bridge's words, and back, with the extension elements that Smack lacks.
@NullMarked
package chat.monarch.messenger.stanza;

import org.jspecify.annotations.NullMarked;
