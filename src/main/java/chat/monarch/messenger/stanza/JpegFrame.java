package chat.monarch.messenger.stanza;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Finds the frame of a JPEG, which says how large the picture is, behind whatever segments an
/// editor put before it.
final class JpegFrame {
  private static final int MARKER = 0xFF;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESERVED = 0xC8;
  private static final int ARITHMETIC = 0xCC;

  /// A marker and the length behind it, the bits of a sample, height and width.
  private static final int FRAME_LENGTH = 9;

  private JpegFrame() {}

  static Optional<PictureHeader> find(byte[] picture) {
    var bytes = ByteBuffer.wrap(picture);
    var at = 2;
    while (at + FRAME_LENGTH <= picture.length && Byte.toUnsignedInt(bytes.get(at)) == MARKER) {
      var kind = Byte.toUnsignedInt(bytes.get(at + 1));
      if (isFrame(kind)) {
        return Optional.of(
            new PictureHeader("image/jpeg", word(bytes, at + 7), word(bytes, at + 5)));
      }
      // a marker may be padded with any number of the same bytes
      at += kind == MARKER ? 1 : 2 + word(bytes, at + 2);
    }
    return Optional.empty();
  }

  private static boolean isFrame(int kind) {
    return kind >= FIRST_FRAME
        && kind <= LAST_FRAME
        && kind != HUFFMAN_TABLES
        && kind != RESERVED
        && kind != ARITHMETIC;
  }

  private static int word(ByteBuffer bytes, int index) {
    return Short.toUnsignedInt(bytes.getShort(index));
  }
}
