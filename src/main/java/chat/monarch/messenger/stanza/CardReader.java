package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.ContactCard.Photo;
import chat.monarch.messenger.transport.Element;
import java.util.Base64;
import java.util.Optional;

/// Reads a card (B.9).
public final class CardReader {
  private final int maxPhotoBytes;

  /// @param maxPhotoBytes a larger picture is not usable (VC-2)
  public CardReader(int maxPhotoBytes) {
    this.maxPhotoBytes = maxPhotoBytes;
  }

  /// What is usable of a `vCard`.
  public ContactCard.Read read(Element card) {
    return new ContactCard.Read(
        name(card, "FN").or(() -> name(card, "NICKNAME")).orElse(null), photo(card));
  }

  private static Optional<String> name(Element card, String element) {
    return card.child(Payloads.VCARD, element).map(Element::text).map(CleanText::name);
  }

  /// The first that is usable, as there may be several.
  private Photo photo(Element card) {
    var photos =
        card.children().stream()
            .filter(child -> child.is(Payloads.VCARD, "PHOTO"))
            .flatMap(photo -> photo.child(Payloads.VCARD, "BINVAL").stream())
            .map(value -> value.text().replaceAll("\\s+", ""))
            .filter(base64 -> !base64.isEmpty())
            .map(this::photo)
            .toList();
    return photos.stream()
        .filter(Photo.Picture.class::isInstance)
        .findFirst()
        .orElseGet(() -> photos.isEmpty() ? new Photo.Absent() : new Photo.Unusable());
  }

  private Photo photo(String base64) {
    var bytes = decode(base64);
    return bytes
        .flatMap(PictureHeader::read)
        .filter(PictureHeader::isBearable)
        .<Photo>map(header -> new Photo.Picture(header.contentType(), bytes.orElseThrow()))
        .orElseGet(Photo.Unusable::new);
  }

  private Optional<byte[]> decode(String base64) {
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
}
