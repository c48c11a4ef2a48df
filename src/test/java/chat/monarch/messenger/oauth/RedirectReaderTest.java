package chat.monarch.messenger.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.domain.Secret;
import chat.monarch.testkit.Rule;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectReaderTest {
  private static final String DESKTOP = "https://login.live.com/oauth20_desktop.srf";
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final RedirectReader reader = new RedirectReader(URI.create(DESKTOP), () -> NOW);

  @Rule("OA-2")
  @Test
  void a_code_comes_with_its_state_in_any_order() {
    assertThat(reader.read(" " + DESKTOP + "?lc=1033&state=s%201&code=M.R3_BAY%2Babc+d\n"))
        .isEqualTo(new ConsentAnswer.Code("M.R3_BAY+abc+d", "s 1"));
  }

  @Test
  void a_code_may_come_alone() {
    assertThat(reader.read("M.R3_BAY.abc-123"))
        .isEqualTo(new ConsentAnswer.Code("M.R3_BAY.abc-123", null));
    assertThat(reader.read("code=abc&state=s")).isEqualTo(new ConsentAnswer.Code("abc", "s"));
  }

  @Rule("OA-3")
  @Test
  void a_token_in_the_fragment_keeps_its_plus_and_is_decoded_once() {
    assertThat(
            reader.read(
                DESKTOP
                    + "#access_token=Ew%2Ba+b%2F%252F%3D&token_type=bearer&expires_in=60&state=s"))
        .isEqualTo(
            new ConsentAnswer.Granted(
                new Tokens(new Secret("Ew+a+b/%2F="), null, NOW.plusSeconds(60)), "s"));
  }

  @Rule("OA-4")
  @Test
  void a_denial_is_one_wherever_it_stands() {
    assertThat(reader.read(DESKTOP + "?error=access_denied&state=s"))
        .isEqualTo(new ConsentAnswer.Denied(null, "s"));
    assertThat(reader.read(DESKTOP + "#error=server_error&error_description=come+back%20later"))
        .isEqualTo(new ConsentAnswer.Denied("the service said: come back later", null));
    assertThat(reader.read(DESKTOP + "?lc=1033")).isEqualTo(new ConsentAnswer.Denied(null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "what is this",
        "https://matrix.org/",
        "https://matrix.org/?a=b",
        DESKTOP + "?code=%zz",
      })
  void anything_else_is_unreadable(String text) {
    assertThat(reader.read(text)).isEqualTo(new ConsentAnswer.Unreadable());
  }
}
