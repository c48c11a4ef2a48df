/// Keeps name and picture of a ghost as the contact shows them in the messenger.
@NullMarked
package chat.monarch.bridge.ghost;

import org.jspecify.annotations.NullMarked;
