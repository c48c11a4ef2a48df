package chat.monarch.domain.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;

/// A fingerprint of a text, by which a copy of a message is known again (ARC-13): ends of lines,
/// white space at both ends and ways to compose a character make no difference.
public record TextDigest(String hex) {
  /// The fingerprint of a text as it went over the wire.
  public static TextDigest of(String text) {
    var normal = Normalizer.normalize(text.replace("\r\n", "\n").strip(), Normalizer.Form.NFC);
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
      return new TextDigest(HexFormat.of().formatHex(Arrays.copyOf(hash, 16)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
