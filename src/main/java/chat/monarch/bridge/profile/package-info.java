/// Keeps ghosts and rooms like the cards and rosters of the messenger have the contacts.
@NullMarked
package chat.monarch.bridge.profile;

import org.jspecify.annotations.NullMarked;
