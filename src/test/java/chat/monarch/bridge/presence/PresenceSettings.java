package chat.monarch.bridge.presence;

import chat.monarch.bridge.ghost.PresenceConfig;
import java.time.Duration;

/// The settings as they are when nobody sets them, but for some.
public record PresenceSettings(ToMessenger toMessenger, boolean fromMessenger, Duration refresh)
    implements PresenceConfig {
  public PresenceSettings(ToMessenger toMessenger) {
    this(toMessenger, true, Duration.ofSeconds(45));
  }

  public static PresenceSettings mirror() {
    return new PresenceSettings(ToMessenger.MIRROR);
  }

  /// A ghost is told again after that time.
  PresenceSettings refreshing(Duration after) {
    return new PresenceSettings(toMessenger, fromMessenger, after);
  }

  /// Contacts are not shown.
  PresenceSettings hiding() {
    return new PresenceSettings(toMessenger, false, refresh);
  }

  @Override
  public int requestsPerSecond() {
    return 20;
  }
}
