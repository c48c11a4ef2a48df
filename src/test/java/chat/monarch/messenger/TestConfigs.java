package chat.monarch.messenger;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// Configurations of the Messenger side, with all defaults where a test says nothing.
public final class TestConfigs {
  private TestConfigs() {}

  /// With these keys, given without `monarch.messenger.`.
  public static MessengerConfig messenger(Map<String, String> values) {
    return mapping(MessengerConfig.class, "monarch.messenger.", values);
  }

  /// With these keys, given without `monarch.oauth.`.
  public static OAuthConfig oauth(Map<String, String> values) {
    return mapping(OAuthConfig.class, "monarch.oauth.", values);
  }

  private static <T> T mapping(Class<T> type, String prefix, Map<String, String> values) {
    var builder = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(type);
    values.forEach((key, value) -> builder.withDefaultValue(prefix + key, value));
    return builder.build().getConfigMapping(type);
  }
}
