package chat.monarch.messenger.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  @Rule("SOH-2")
  @ParameterizedTest
  @CsvSource({
    "BAYMSG1.gateway.edge.messenger.live.com, BAYMSG1.gateway.edge.messenger.live.com, 5222",
    "' gw.messenger.live.com:5333 ', gw.messenger.live.com, 5333",
    "192.0.2.7, 192.0.2.7, 5222",
    "192.0.2.7:5333, 192.0.2.7, 5333",
    "[2001:db8::7], 2001:db8::7, 5222",
    "[2001:db8::7]:5333, 2001:db8::7, 5333",
  })
  void t8_every_known_form_is_read(String text, String host, int port) {
    assertThat(Redirect.read(text)).hasValue(new Redirect(host, port));
  }

  @Rule("SOH-2")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "host:",
        "host:0",
        "host:65536",
        "host:99999999",
        "host:port",
        "2001:db8::7",
        "[2001:db8::7",
        "[not::v6::at::all]",
        "[192.0.2.7]:x",
        "a b.messenger.live.com",
        "-bad.messenger.live.com",
        "messenger..live.com",
        "999.1.1.1",
        "1.2.3",
        "http://messenger.live.com",
        "user@messenger.live.com",
      })
  void anything_else_is_not_followed(String text) {
    assertThat(Redirect.read(text)).isEmpty();
  }

  @Rule("SOH-5")
  @ParameterizedTest
  @CsvSource({
    "messenger.live.com, true",
    "GW.Messenger.Live.Com, true",
    "evilmessenger.live.com, false",
    "messenger.live.com.evil.example, false",
    "127.0.0.1, false",
    "'[::1]', false",
  })
  void names_are_matched_label_by_label(String host, boolean within) {
    assertThat(Redirect.read(host).orElseThrow().isWithin(List.of("messenger.live.com")))
        .isEqualTo(within);
  }

  @Rule("SOH-5")
  @Test
  void an_address_must_be_listed_itself() {
    assertThat(Redirect.read("127.0.0.1:5223").orElseThrow().isWithin(List.of("127.0.0.1")))
        .isTrue();
    assertThat(Redirect.read("[::1]:5223").orElseThrow().isWithin(List.of("[0:0::1]"))).isTrue();
    assertThat(Redirect.read("127.0.0.1").orElseThrow().isWithin(List.of("0.0.1"))).isFalse();
  }
}
