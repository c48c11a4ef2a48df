package chat.monarch.bridge.portal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How the rooms of conversations are made.
@ConfigMapping(prefix = "monarch.portals")
public interface PortalsConfig {
  /// A space for each linked account that holds its rooms.
  @WithDefault("true")
  boolean personalSpace();

  /// Whether users of other homeservers may join new rooms (`m.federate`).
  @WithDefault("true")
  boolean federate();

  /// How many rooms are opened when an account is linked, for contacts whose archive is not empty,
  /// the latest first; the rest is opened when somebody writes.
  @WithDefault("20")
  int atLink();
}
