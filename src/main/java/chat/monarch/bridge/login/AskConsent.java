package chat.monarch.bridge.login;

import chat.monarch.domain.Secret;
import java.net.URI;

/// The browser is to be sent to the consent page.
///
/// @param cookie what the browser must show when it comes back
public record AskConsent(URI address, Secret cookie) {}
