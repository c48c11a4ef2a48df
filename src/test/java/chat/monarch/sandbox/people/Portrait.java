package chat.monarch.sandbox.people;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A small picture: a colour with a lighter disc, a little different for each letter.
///
/// Drawn by hand, since a machine without fonts cannot draw letters.
final class Portrait {
  private static final int SIZE = 64;

  private Portrait() {}

  static byte[] png(String letter, Color colour) {
    return encoded(letter, colour, "png");
  }

  static byte[] jpeg(String letter, Color colour) {
    return encoded(letter, colour, "jpeg");
  }

  private static byte[] encoded(String letter, Color colour, String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(drawn(letter, colour), format, out)) {
        throw new IllegalStateException("This JDK cannot write " + format + ".");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static BufferedImage drawn(String letter, Color colour) {
    var picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    var radius = 14 + letter.charAt(0) % 10;
    for (var y = 0; y < SIZE; y++) {
      for (var x = 0; x < SIZE; x++) {
        var inside = Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0) < radius;
        picture.setRGB(x, y, (inside ? colour.brighter() : colour).getRGB());
      }
    }
    return picture;
  }
}
