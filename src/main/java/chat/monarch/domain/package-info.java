/// The words of a bridge as plain values: what a portal, a ghost or a login is. Knows only the JDK.
@NullMarked
package chat.monarch.domain;

import org.jspecify.annotations.NullMarked;
