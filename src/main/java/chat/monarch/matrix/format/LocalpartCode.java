package chat.monarch.matrix.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Writes any text with the characters of a Matrix local part: every byte outside `[a-z0-9._-]` as
/// `=hh`.
final class LocalpartCode {
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789._-";

  private LocalpartCode() {}

  static String encode(String text) {
    var code = new StringBuilder(text.length());
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(octet) >= 0) {
        code.append((char) octet);
      } else {
        code.append('=').append(HexFormat.of().toHexDigits(octet));
      }
    }
    return code.toString();
  }

  /// What was encoded, or empty when this is not how [#encode] would write it.
  static Optional<String> decode(String code) {
    var octets = new ByteArrayOutputStream(code.length());
    for (var at = 0; at < code.length(); at++) {
      if (code.charAt(at) != '=') {
        octets.write(code.charAt(at));
      } else if (isEscape(code, at)) {
        octets.write(HexFormat.fromHexDigits(code, at + 1, at + 3));
        at += 2;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(octets.toString(StandardCharsets.UTF_8))
        .filter(it -> encode(it).equals(code));
  }

  private static boolean isEscape(String code, int at) {
    return at + 2 < code.length()
        && HexFormat.isHexDigit(code.charAt(at + 1))
        && HexFormat.isHexDigit(code.charAt(at + 2));
  }
}
