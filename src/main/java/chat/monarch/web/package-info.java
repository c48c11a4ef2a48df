/// Our own HTTP beside the appservice API: the sign-in pages and health.
@NullMarked
package chat.monarch.web;

import org.jspecify.annotations.NullMarked;
