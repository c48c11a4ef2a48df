package chat.monarch.bridge.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// How accounts are linked and their tokens kept.
@ConfigMapping(prefix = "monarch")
public interface SignInConfig {
  /// Where a browser reaches the bridge: sign-in page, consent callback, file links. Unset: the
  /// address under which the homeserver reaches it.
  @WithDefault("${monarch.appservice.address:http://localhost:29340}")
  URI publicAddress();

  /// The key that encrypts the tokens of linked accounts in the database: 32 random bytes in
  /// base64.
  @WithConverter(TokenKeyConverter.class)
  TokenKey secretKey();
}
