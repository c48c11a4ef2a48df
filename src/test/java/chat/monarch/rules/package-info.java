/// Which test holds which rule of the service's contract.
@NullMarked
package chat.monarch.rules;

import org.jspecify.annotations.NullMarked;
