package chat.monarch.bridge.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/// The key of the tokens at rest. It prints as stars.
public final class TokenKey {
  static final int BYTES = 32;

  private final SecretKeySpec key;
  private final String id;

  TokenKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    this.id = idOf(bytes);
  }

  private static String idOf(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("monarch.secret-key".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes), 0, 8);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  SecretKeySpec key() {
    return key;
  }

  /// Tells this key from others without giving it away.
  String id() {
    return id;
  }

  @Override
  public String toString() {
    return "***";
  }
}
