package chat.monarch.bridge.login;

import java.util.Base64;
import org.eclipse.microprofile.config.spi.Converter;

/// Reads `monarch.secret-key`. What it throws does not show the value.
public final class TokenKeyConverter implements Converter<TokenKey> {
  private static final String FORM =
      "must be 32 bytes in base64, for example from: openssl rand -base64 32";

  @Override
  public TokenKey convert(String value) {
    var bytes = decode(value.strip());
    if (bytes.length != TokenKey.BYTES) {
      throw new IllegalArgumentException(FORM);
    }
    return new TokenKey(bytes);
  }

  private static byte[] decode(String value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException _) {
      // Not as the cause: its message quotes the value.
      throw new IllegalArgumentException(FORM);
    }
  }
}
