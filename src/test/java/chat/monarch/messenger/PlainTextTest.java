package chat.monarch.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void what_could_mislead_a_reader_is_left_out() {
    assertThat(PlainText.of("one\r\ntwo\u202Ethree\u2028four")).isEqualTo("onetwothreefour");
    assertThat(PlainText.of("🥨".repeat(300))).isEqualTo("🥨".repeat(200));
  }

  @Rule("CON-6")
  @Test
  void only_versions_of_tls_that_are_safe_can_be_set() {
    assertThat(new TlsVersion("1.3").andLater()).containsExactly("TLSv1.3");
    assertThat(new TlsVersion("1.2").andLater()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    assertThatThrownBy(() -> new TlsVersion("1.1")).isInstanceOf(IllegalArgumentException.class);
  }
}
