package chat.monarch.cli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where the bridge keeps files.
@ConfigMapping(prefix = "monarch")
public interface DataConfig {
  /// The folder of the embedded database and of caches.
  @WithDefault("data")
  Path dataDir();
}
