package chat.monarch.bridge.backfill;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much of the service's archive is asked for.
@ConfigMapping(prefix = "monarch.messenger.archive")
public interface ArchiveConfig {
  /// Whether history is taken from the service.
  @WithDefault("true")
  boolean enabled();

  /// How many messages of a conversation are asked for, 100 at most.
  @WithDefault("10")
  int fetch();
}
