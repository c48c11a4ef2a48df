package chat.monarch.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long what is finished is kept.
@ConfigMapping(prefix = "monarch.retention")
public interface RetentionConfig {
  /// How long finished rows of work are kept.
  @WithDefault("7d")
  Duration work();
}
