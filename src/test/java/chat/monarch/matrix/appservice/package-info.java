/// Tests of the package of the same name.
@NullMarked
package chat.monarch.matrix.appservice;

import org.jspecify.annotations.NullMarked;
