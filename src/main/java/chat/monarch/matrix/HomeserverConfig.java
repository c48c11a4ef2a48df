package chat.monarch.matrix;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/// Where the homeserver is.
@ConfigMapping(prefix = "monarch.homeserver")
public interface HomeserverConfig {
  /// The client-server API as the bridge reaches it.
  URI address();

  /// The server name in user ids.
  String domain();
}
