/// Who the contacts of each login are called, who wants to become one, and who is wanted as one.
@NullMarked
package chat.monarch.bridge.contact;

import org.jspecify.annotations.NullMarked;
