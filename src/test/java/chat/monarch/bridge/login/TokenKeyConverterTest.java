package chat.monarch.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenKeyConverterTest {
  private final TokenKeyConverter converter = new TokenKeyConverter();

  @Test
  void thirty_two_bytes_in_base64_are_a_key() {
    var text = Base64.getEncoder().encodeToString(new byte[32]);

    assertThat(converter.convert(" " + text + "\n").key().getEncoded()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQ=", "not base64 at all!", "s3cr3t"})
  void anything_else_is_refused_without_showing_it(String wrong) {
    assertThatThrownBy(() -> converter.convert(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes in base64")
        .hasMessageNotContaining(wrong)
        .hasNoCause();
  }
}
