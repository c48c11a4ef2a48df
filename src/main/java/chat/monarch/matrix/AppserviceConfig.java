package chat.monarch.matrix;

import chat.monarch.domain.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// How the homeserver knows the bridge: what is written in the registration, too.
@ConfigMapping(prefix = "monarch.appservice")
public interface AppserviceConfig {
  /// How the homeserver reaches the bridge.
  @WithDefault("http://localhost:29340")
  URI address();

  /// The id in the registration.
  @WithDefault("messenger")
  String id();

  /// The token that proves the bridge to the homeserver, as in the registration.
  Secret asToken();

  /// The token that proves the homeserver to the bridge, as in the registration.
  Secret hsToken();

  /// The local part of the bot's user id.
  @WithDefault("messengerbot")
  String botLocalpart();

  /// What the local parts of ghosts and of the aliases of their rooms begin with.
  @WithDefault("messenger_")
  String ghostPrefix();
}
