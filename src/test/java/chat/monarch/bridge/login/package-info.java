/// Tests of signing in, tokens and connections.
@NullMarked
package chat.monarch.bridge.login;

import org.jspecify.annotations.NullMarked;
