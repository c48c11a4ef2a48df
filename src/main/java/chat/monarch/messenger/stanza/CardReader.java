package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.messenger.transport.Element;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a card (B.9).
public final class CardReader {
  private final int maxPhotoBytes;

  /// @param maxPhotoBytes a larger picture is left out (VC-2)
  public CardReader(int maxPhotoBytes) {
    this.maxPhotoBytes = maxPhotoBytes;
  }

  /// What is usable of a `vCard`.
  public ContactCard read(Element card) {
    return new ContactCard(
        name(card, "FN").or(() -> name(card, "NICKNAME")).orElse(null), photo(card));
  }

  private static Optional<String> name(Element card, String element) {
    return card.child(Payloads.VCARD, element).map(Element::text).map(CleanText::name);
  }

  private ContactCard.@Nullable Photo photo(Element card) {
    return card.children().stream()
        .filter(child -> child.is(Payloads.VCARD, "PHOTO"))
        .flatMap(photo -> photo.child(Payloads.VCARD, "BINVAL").stream())
        .flatMap(value -> decode(value.text()).stream())
        .flatMap(bytes -> sniff(bytes).map(type -> new ContactCard.Photo(type, bytes)).stream())
        .findFirst()
        .orElse(null);
  }

  private Optional<byte[]> decode(String text) {
    var base64 = text.replaceAll("\\s+", "");
    if (base64.length() / 4L * 3 > maxPhotoBytes + 2L) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(base64))
          .filter(bytes -> bytes.length <= maxPhotoBytes);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The type by the bytes: what the card says of it may be wrong.
  private static Optional<String> sniff(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
      return Optional.of("image/jpeg");
    }
    if (startsWith(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of("image/png");
    }
    if (startsWith(bytes, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    return startsWith(bytes, 'B', 'M') ? Optional.of("image/bmp") : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || bytes[i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }
}
