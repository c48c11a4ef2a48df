/// Who has an account: read from a personas file (B.15), or the few people of our own.
@NullMarked
package chat.monarch.sandbox.people;

import org.jspecify.annotations.NullMarked;
