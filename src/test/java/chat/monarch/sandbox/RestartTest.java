package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.service.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sandbox that is stopped and started again.
final class RestartTest {
  @TempDir private Path folder;

  @Test
  void it_comes_back_at_the_same_place_with_the_same_authority() throws IOException {
    String authority;
    SandboxOptions again;
    // Where clients of other programs have no ports, so that ours are still free afterwards.
    var options = SandboxOptions.defaults().withHost("127.83.97.120").withData(folder);
    try (var sandbox = Sandbox.start(options);
        var alice = TestClient.alice(sandbox)) {
      alice.sync();
      authority = Files.readString(sandbox.caFile());
      var gateway = sandbox.gateways().getFirst();
      again =
          options
              .withPorts(sandbox.front().port(), portOf(sandbox.httpUrl()))
              .withGateways(new Gateway(1, gateway.name(), gateway.address(), gateway.port()));
    }
    try (var sandbox = Sandbox.start(again);
        var alice = TestClient.alice(sandbox)) {
      alice.sync();
      assertThat(Files.readString(sandbox.caFile())).isEqualTo(authority);
      assertThat(sandbox.front().port()).isEqualTo(again.xmppPort());
    }
  }

  private static int portOf(String url) {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  @Test
  void without_a_folder_of_its_own_it_leaves_nothing_behind() {
    Path certificate;
    try (var sandbox = Sandbox.start(SandboxOptions.defaults())) {
      certificate = sandbox.caFile();
      assertThat(certificate).exists();
    }
    assertThat(certificate.getParent()).doesNotExist();
  }

  @Test
  void clients_are_told_that_it_stops() {
    var sandbox = Sandbox.start(SandboxOptions.defaults());
    try (var alice = TestClient.alice(sandbox)) {
      sandbox.close();

      assertThat(alice.streamErrorCondition()).isEqualTo("system-shutdown");
    }
  }
}
