package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.ContactCard.Photo;
import chat.monarch.testkit.Rule;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardReaderTest {
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static final String END = "</BINVAL></PHOTO>";

  private static ContactCard.Read read(String content) {
    return new CardReader(100)
        .read(Elements.parse("<vCard xmlns='vcard-temp'>" + content + "</vCard>"));
  }

  @Rule({"ROS-2", "VC-1"})
  @Test
  void the_full_name_comes_before_the_nickname() {
    assertThat(read("<NICKNAME>Bob</NICKNAME><FN>Bob Builder</FN>").name())
        .isEqualTo("Bob Builder");
    assertThat(read("<NICKNAME>Bob</NICKNAME><FN> </FN>").name()).isEqualTo("Bob");
    assertThat(read("").name()).isNull();
  }

  @Test
  void a_name_is_cleaned_and_cut() {
    assertThat(read("<FN>a\u202Eb\u2066c\u0085d\n</FN>").name()).isEqualTo("abcd");
    assertThat(read("<FN>" + "🥨".repeat(300) + "</FN>").name()).isEqualTo("🥨".repeat(255));
  }

  private static Photo photo(String content) {
    return read(content).photo();
  }

  /// A card with that picture on it.
  private static Photo photo(byte[] picture) {
    return new CardReader(1_000_000)
        .read(
            Elements.parse(
                "<vCard xmlns='vcard-temp'><PHOTO><BINVAL>"
                    + Base64.getEncoder().encodeToString(picture)
                    + "</BINVAL></PHOTO></vCard>"))
        .photo();
  }

  /// A real picture, as an editor writes it.
  private static byte[] picture(String format, int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static String typeOf(Photo photo) {
    return ((Photo.Picture) photo).contentType();
  }

  @Rule("VC-2")
  @Test
  void t39_a_photo_with_line_breaks_and_without_a_type_is_read() {
    var broken = PNG.replaceAll("(.{20})", "$1\r\n\t ");

    var photo = photo("<PHOTO><BINVAL>" + broken + "</BINVAL></PHOTO>");

    assertThat(typeOf(photo)).isEqualTo("image/png");
    assertThat(((Photo.Picture) photo).bytes()).isEqualTo(Base64.getDecoder().decode(PNG));
  }

  @Rule("VC-2")
  @Test
  void the_type_that_it_claims_does_not_count() {
    assertThat(typeOf(photo("<PHOTO><TYPE>text/html</TYPE><BINVAL>" + PNG + "</BINVAL></PHOTO>")))
        .isEqualTo("image/png");
  }

  @Rule("VC-2")
  @ParameterizedTest
  @CsvSource({"png, image/png", "jpeg, image/jpeg", "gif, image/gif", "bmp, image/bmp"})
  void the_kind_and_the_size_are_known_by_the_bytes(String format, String type) throws IOException {
    assertThat(typeOf(photo(picture(format, 96, 64)))).isEqualTo(type);
    assertThat(typeOf(photo(picture(format, 4096, 1)))).isEqualTo(type);
    assertThat(photo(picture(format, 4097, 1))).isEqualTo(new Photo.Unusable());
    assertThat(photo(picture(format, 1, 4097))).isEqualTo(new Photo.Unusable());
  }

  @Rule("VC-2")
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void what_breaks_off_in_its_header_is_not_usable(String format) throws IOException {
    var whole = picture(format, 8, 8);
    for (int length = 1; length < 10; length++) {
      assertThat(photo(Arrays.copyOf(whole, length))).isEqualTo(new Photo.Unusable());
    }
  }

  @Rule("VC-2")
  @Test
  void the_size_of_a_jpeg_is_found_behind_what_an_editor_put_before_it() {
    var start = "\u00FF\u00D8\u00FF\u00E1\0\6Exif\u00FF\u00FF\u00C4\0\3x";
    var frame = "\u00FF\u00C2\0\u0011\b\1\2\1\3";

    assertThat(typeOf(photo(latin(start + frame)))).isEqualTo("image/jpeg");
    assertThat(photo(latin(start + frame.replace("\1\2", "\0\0")))).isEqualTo(new Photo.Unusable());
    assertThat(photo(latin(start))).isEqualTo(new Photo.Unusable());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Rule("VC-2")
  @Test
  void what_is_no_picture_or_too_large_is_not_usable() {
    var large = Base64.getEncoder().encodeToString(latin("BM" + "x".repeat(99)));

    for (var value : List.of("***", "PGh0bWw+", large)) {
      assertThat(photo("<PHOTO><BINVAL>" + value + "</BINVAL></PHOTO>"))
          .isEqualTo(new Photo.Unusable());
    }
    assertThat(typeOf(photo("<PHOTO><BINVAL>***</BINVAL></PHOTO><PHOTO><BINVAL>" + PNG + END)))
        .isEqualTo("image/png");
  }

  @Rule({"VC-1", "VC-2"})
  @Test
  void an_empty_photo_or_the_address_of_one_is_none() {
    assertThat(photo("")).isEqualTo(new Photo.Absent());
    assertThat(photo("<PHOTO/>")).isEqualTo(new Photo.Absent());
    assertThat(photo("<PHOTO><BINVAL> </BINVAL></PHOTO>")).isEqualTo(new Photo.Absent());
    assertThat(photo("<PHOTO><EXTVAL>http://example.org/</EXTVAL></PHOTO>"))
        .isEqualTo(new Photo.Absent());
  }
}
