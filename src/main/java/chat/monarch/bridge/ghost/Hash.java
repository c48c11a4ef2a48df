package chat.monarch.bridge.ghost;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names of pictures, made from their bytes.
enum Hash {
  /// By which presences tell of a photo (XEP-0153).
  OF_PHOTO("SHA-1"),
  /// By which what was uploaded is known again.
  OF_PICTURE("SHA-256");

  private final String algorithm;

  Hash(String algorithm) {
    this.algorithm = algorithm;
  }

  String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
