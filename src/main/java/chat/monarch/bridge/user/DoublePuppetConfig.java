package chat.monarch.bridge.user;

import chat.monarch.domain.Secret;
import io.smallrye.config.ConfigMapping;
import java.util.Map;

/// How the bridge may act as a user, for what he writes in his other Messenger clients.
@ConfigMapping(prefix = "monarch.double-puppet")
public interface DoublePuppetConfig {
  /// For each homeserver's domain `as_token:…` of the double-puppet registration there.
  Map<String, Secret> secrets();
}
