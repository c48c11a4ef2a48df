/// Tests of who becomes a contact, and how.
@NullMarked
package chat.monarch.bridge.contact;

import org.jspecify.annotations.NullMarked;
