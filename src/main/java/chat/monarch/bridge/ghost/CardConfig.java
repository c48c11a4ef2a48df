package chat.monarch.bridge.ghost;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long contacts' cards are believed.
@ConfigMapping(prefix = "monarch.messenger.vcard")
public interface CardConfig {
  /// How old a card may be before it is asked for again, at the next sign-in.
  @WithDefault("24h")
  Duration refresh();
}
