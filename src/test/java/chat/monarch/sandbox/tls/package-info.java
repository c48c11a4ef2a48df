/// Certificates made at the start: a private authority, and what the listeners show.
@NullMarked
package chat.monarch.sandbox.tls;

import org.jspecify.annotations.NullMarked;
