/// The service's OAuth 2.0: consent, codes and tokens.
@NullMarked
package chat.monarch.messenger.oauth;

import org.jspecify.annotations.NullMarked;
