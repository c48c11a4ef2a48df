package chat.monarch.matrix;

import chat.monarch.domain.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Map;

/// How the bridge may act as a user, for what he writes in his other Messenger clients.
@ConfigMapping(prefix = "monarch.double-puppet")
public interface DoublePuppetConfig {
  /// For each homeserver's domain `as_token:…` of the double-puppet registration there.
  Map<String, @WithConverter(PuppetTokenConverter.class) Secret> secrets();
}
