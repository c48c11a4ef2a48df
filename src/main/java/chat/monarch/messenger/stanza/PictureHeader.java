package chat.monarch.messenger.stanza;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the first bytes of a picture say of it: JPEG, PNG, GIF or BMP (VC-2). Nothing is decoded,
/// so a picture that would be huge when unpacked costs nothing.
///
/// @param width in pixels
/// @param height in pixels
record PictureHeader(String contentType, int width, int height) {
  private static final int LONGEST_SIDE = 4096;
  private static final int PNG_HEADER = 24;
  private static final int GIF_HEADER = 10;
  private static final int BMP_HEADER = 26;
  private static final int BMP_OLD_KIND = 12;

  /// Reads the header; empty when it is none of a kind that is known, or is cut off.
  static Optional<PictureHeader> read(byte[] picture) {
    if (begins(picture, PNG_HEADER, "\u0089PNG\r\n\u001A\n")) {
      var bytes = ByteBuffer.wrap(picture);
      return Optional.of(new PictureHeader("image/png", bytes.getInt(16), bytes.getInt(20)));
    }
    if (begins(picture, GIF_HEADER, "GIF8")) {
      var bytes = littleEndian(picture);
      return Optional.of(new PictureHeader("image/gif", word(bytes, 6), word(bytes, 8)));
    }
    if (begins(picture, BMP_HEADER, "BM")) {
      return Optional.of(bmp(littleEndian(picture)));
    }
    return begins(picture, 4, "\u00FF\u00D8\u00FF") ? JpegFrame.find(picture) : Optional.empty();
  }

  private static PictureHeader bmp(ByteBuffer bytes) {
    return bytes.getInt(14) == BMP_OLD_KIND
        ? new PictureHeader("image/bmp", word(bytes, 18), word(bytes, 20))
        : new PictureHeader("image/bmp", bytes.getInt(18), Math.abs(bytes.getInt(22)));
  }

  private static boolean begins(byte[] picture, int length, String magic) {
    return picture.length >= length
        && new String(picture, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
  }

  private static ByteBuffer littleEndian(byte[] picture) {
    return ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int word(ByteBuffer bytes, int index) {
    return Short.toUnsignedInt(bytes.getShort(index));
  }

  /// Whether a homeserver can make thumbnails of it, and a client show it, at a bearable price.
  boolean isBearable() {
    return width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
  }
}
