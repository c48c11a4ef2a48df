/// The sign-in pages and token endpoints of the service (contract B.12).
@NullMarked
package chat.monarch.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
