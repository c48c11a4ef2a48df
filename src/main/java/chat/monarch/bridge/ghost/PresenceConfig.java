package chat.monarch.bridge.ghost;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Who sees whether somebody is there.
@ConfigMapping(prefix = "monarch.presence")
public interface PresenceConfig {
  /// Shows the contacts' presence on their ghosts.
  @WithDefault("true")
  boolean fromMessenger();

  /// After what time a ghost's presence is told again: Synapse forgets it after 30 seconds.
  @WithDefault("25s")
  Duration refresh();

  /// So many requests a second at most are spent on the presence of all ghosts together.
  @WithDefault("20")
  int requestsPerSecond();

  /// What contacts see of the user: `mirror` (the presence in Matrix), `online`, or `manual` (only
  /// what the command `status` sets).
  @WithDefault("mirror")
  ToMessenger toMessenger();

  /// What contacts see of the user.
  enum ToMessenger {
    MIRROR,
    ONLINE,
    MANUAL
  }
}
