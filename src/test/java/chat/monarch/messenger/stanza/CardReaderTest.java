package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static ContactCard read(String content) {
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

  @Rule("VC-2")
  @Test
  void t39_a_photo_with_line_breaks_and_without_a_type_is_read() {
    var broken = PNG.replaceAll("(.{20})", "$1\r\n\t ");

    var photo = read("<PHOTO><BINVAL>" + broken + "</BINVAL></PHOTO>").photo();

    assertThat(photo).isNotNull();
    assertThat(photo.contentType()).isEqualTo("image/png");
    assertThat(photo.bytes()).isEqualTo(Base64.getDecoder().decode(PNG));
  }

  @Rule("VC-2")
  @Test
  void the_type_that_it_claims_does_not_count() {
    var photo = read("<PHOTO><TYPE>text/html</TYPE><BINVAL>" + PNG + "</BINVAL></PHOTO>").photo();

    assertThat(photo).isNotNull();
    assertThat(photo.contentType()).isEqualTo("image/png");
  }

  @Rule("VC-2")
  @ParameterizedTest
  @CsvSource({"/9j/4AAQ, image/jpeg", "R0lGODlh, image/gif", "Qk02AAAA, image/bmp"})
  void other_kinds_are_known_by_their_first_bytes(String base64, String type) {
    var photo = read("<PHOTO><BINVAL>" + base64 + "</BINVAL></PHOTO>").photo();

    assertThat(photo).isNotNull();
    assertThat(photo.contentType()).isEqualTo(type);
  }

  @Rule("VC-2")
  @Test
  void what_is_no_picture_or_too_large_is_left_out() {
    var large =
        Base64.getEncoder()
            .encodeToString(("BM" + "x".repeat(99)).getBytes(StandardCharsets.UTF_8));

    assertThat(read("<PHOTO><BINVAL>***</BINVAL></PHOTO>").photo()).isNull();
    assertThat(read("<PHOTO><BINVAL>PGh0bWw+</BINVAL></PHOTO>").photo()).isNull();
    assertThat(read("<PHOTO><BINVAL>" + large + "</BINVAL></PHOTO>").photo()).isNull();
    assertThat(read("<PHOTO><BINVAL/></PHOTO>").photo()).isNull();
    assertThat(read("<PHOTO><EXTVAL>http://example.org/</EXTVAL></PHOTO>").photo()).isNull();
  }
}
