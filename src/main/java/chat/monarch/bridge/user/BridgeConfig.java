package chat.monarch.bridge.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/// Who may use the bridge, and how it is spoken to.
@ConfigMapping(prefix = "monarch")
public interface BridgeConfig {
  /// Who may do what: `block`, `user` or `admin` for `*` (everybody), a domain, or a user id; the
  /// most exact entry wins. Where none fits, the people of the own domain are `user`.
  Map<String, Permission> permissions();

  /// What a command begins with outside the management room.
  @WithDefault("!messenger")
  String commandPrefix();
}
