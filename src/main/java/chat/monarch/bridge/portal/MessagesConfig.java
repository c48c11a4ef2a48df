package chat.monarch.bridge.portal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How messages are shown.
@ConfigMapping(prefix = "monarch.messages")
public interface MessagesConfig {
  /// Shows the old codes, `(L)` or `:-)`, as emoji in Matrix and sends emoji back as codes.
  @WithDefault("false")
  boolean emoticons();
}
