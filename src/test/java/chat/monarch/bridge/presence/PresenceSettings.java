package chat.monarch.bridge.presence;

import chat.monarch.bridge.ghost.PresenceConfig;
import java.time.Duration;

/// The settings as they are when nobody sets them, but for the policy.
public record PresenceSettings(ToMessenger toMessenger) implements PresenceConfig {
  public static PresenceSettings mirror() {
    return new PresenceSettings(ToMessenger.MIRROR);
  }

  @Override
  public boolean fromMessenger() {
    return true;
  }

  @Override
  public Duration refresh() {
    return Duration.ofSeconds(45);
  }

  @Override
  public int requestsPerSecond() {
    return 20;
  }
}
