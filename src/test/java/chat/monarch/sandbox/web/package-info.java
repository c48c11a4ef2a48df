/// As much HTTP as the sandbox needs, over the JDK's own server.
@NullMarked
package chat.monarch.sandbox.web;

import org.jspecify.annotations.NullMarked;
