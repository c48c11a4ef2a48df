package chat.monarch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenDatabaseTest {
  @Test
  void an_address_of_another_form_is_a_matter_of_configuration() {
    var fault = fault("jdbc:mysql://localhost/monarch");
    assertThat(fault.exitCode()).isEqualTo(11);
    assertThat(fault.lines()).singleElement().asString().startsWith("quarkus.datasource.jdbc.url:");
  }

  @Test
  void a_database_that_is_not_there_is_told_in_one_sentence_without_secrets() throws IOException {
    var fault =
        fault("jdbc:postgresql://localhost:" + freePort() + "/monarch?user=m&password=hidden");
    assertThat(fault.exitCode()).isEqualTo(14);
    assertThat(fault.lines())
        .singleElement()
        .asString()
        .contains("/monarch cannot be used")
        .doesNotContain("hidden", "visible");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Fault fault(String url) {
    return catchThrowableOfType(
        Fault.class,
        () -> GivenDatabase.await(url, Optional.of("m"), Optional.of("visible"), Duration.ZERO));
  }
}
