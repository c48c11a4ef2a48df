package chat.monarch.demo;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A picture for a card: head and shoulders before a coloured wall.
final class Portrait {
  private static final int SIZE = 96;

  private Portrait() {}

  /// The picture as a PNG.
  static byte[] draw(Color wall) {
    var picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(wall);
    pen.fillRect(0, 0, SIZE, SIZE);
    pen.setColor(Color.WHITE);
    pen.fillOval(SIZE / 3, SIZE / 5, SIZE / 3, SIZE / 3);
    pen.fillOval(SIZE / 6, SIZE * 3 / 5, SIZE * 2 / 3, SIZE);
    pen.dispose();
    return png(picture);
  }

  private static byte[] png(BufferedImage picture) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
