package chat.monarch.bridge.ghost;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Who sees whether somebody is there.
@ConfigMapping(prefix = "monarch.presence")
public interface PresenceConfig {
  /// Shows the contacts' presence on their ghosts.
  @WithDefault("true")
  boolean fromMessenger();

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
