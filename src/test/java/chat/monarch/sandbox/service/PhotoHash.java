package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The hash of a photo in a presence (XEP-0153).
final class PhotoHash {
  private PhotoHash() {}

  /// An empty `photo` where there is none.
  static Element of(@Nullable Card card) {
    var bytes = card == null ? null : card.photo();
    return Element.of(Ns.VCARD_UPDATE, "x")
        .with(Element.of(Ns.VCARD_UPDATE, "photo", bytes == null ? "" : sha1(bytes)));
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
