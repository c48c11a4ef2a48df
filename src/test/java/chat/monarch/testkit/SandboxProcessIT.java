package chat.monarch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runnable jar of the sandbox, as an operator tries it.
class SandboxProcessIT {
  private static final String ALICE = "00037ffe12ab34cd";
  private static final String BOB = "8a1b2c3d4e5f6071";

  @TempDir private static Path folder;
  private static SandboxProcess sandbox;

  @BeforeAll
  static void start() {
    sandbox = SandboxProcess.start(folder, "--set", "redirect.mode=always");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void its_first_line_says_where_it_listens() {
    var listening = sandbox.listening();

    assertThat(listening.port()).isPositive();
    assertThat(listening.gateways()).isNotEmpty();
    assertThat(listening.ca()).isRegularFile();
  }

  @Test
  void what_a_contact_writes_stands_in_its_log() {
    sandbox.send(BOB, ALICE, "Are you there?");

    assertThat(sandbox.messages(BOB))
        .extracting(SandboxProcess.Message::body)
        .contains("Are you there?");
  }

  @Test
  void an_unknown_key_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> sandbox.control(Map.of("dance", true)))
        .isInstanceOfSatisfying(MatrixError.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining("There is no dance");
  }

  @Test
  void a_person_consents_in_a_browser_and_is_sent_back_with_a_code() {
    var http = sandbox.listening().http();
    var desktop = MatrixHttp.encode(http + "/oauth20_desktop.srf");
    var wish =
        "?client_id=sandbox-desktop&response_type=code&scope=wl.messenger&state=s1&redirect_uri=";

    try (var browser = new Browser()) {
      var consent = browser.open(URI.create(http + "/oauth20_authorize.srf" + wish + desktop));
      var choice = Map.of("account", ALICE, "decision", "allow");
      browser.submit(consent, choice);

      assertThat(browser.visited().getLast().getQuery()).contains("code=").contains("state=s1");
    }
  }
}
