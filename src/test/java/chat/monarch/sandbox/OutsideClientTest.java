package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.service.Gateway;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client that nobody here wrote: slixmpp, from the Debian package python3-slixmpp.
@Timeout(60)
final class OutsideClientTest {
  private static final String PYTHON = "/usr/bin/python3";

  private static boolean isSlixmppThere() throws IOException, InterruptedException {
    try {
      var process = new ProcessBuilder(PYTHON, "-c", "import slixmpp").start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static JsonNode next(BufferedReader out) throws IOException {
    var line = out.readLine();
    return line == null
        ? JsonNodeFactory.instance.missingNode()
        : new ObjectMapper().readTree(line);
  }

  private static String options(Sandbox sandbox) {
    var front = sandbox.front();
    return JsonNodeFactory.instance
        .objectNode()
        .put("host", front.name())
        .put("port", front.port())
        .put("domain", sandbox.domain())
        .put("ca", sandbox.caFile().toString())
        .put("token", sandbox.issueToken(BuiltIn.ALICE).accessToken())
        .put("contact", sandbox.jid(BuiltIn.BOB))
        .toString();
  }

  /// A loopback address that hardly anybody else uses, so that port 5222 is free there: slixmpp
  /// 1.8.3 reads the port of a redirect but goes to 5222 nonetheless.
  private static Gateway gateway() {
    var random = RandomGenerator.getDefault();
    var address =
        "127.%d.%d.%d"
            .formatted(random.nextInt(1, 255), random.nextInt(256), random.nextInt(1, 255));
    return new Gateway(1, address, address, 5222);
  }

  @Test
  void slixmpp_follows_a_redirect_reads_the_roster_and_talks() throws Exception {
    assumeTrue(
        isSlixmppThere(), "Skipped: " + PYTHON + " has no slixmpp (apt install python3-slixmpp).");
    var options =
        SandboxOptions.defaults()
            .withGateways(gateway())
            .with("redirect.mode", "always")
            .with("redirect.form", "name")
            // After a redirect slixmpp checks the certificate against the new name (not CON-7).
            .with("gateway.certificate", "own_name");
    try (var sandbox = Sandbox.start(options)) {
      var script = Path.of("src/test/python/outside_client.py").toAbsolutePath();
      var process =
          new ProcessBuilder(PYTHON, script.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var in = process.outputWriter();
          var out = process.inputReader()) {
        in.write(options(sandbox) + "\n");
        in.flush();
        assertTalks(sandbox, out);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static void assertTalks(Sandbox sandbox, BufferedReader out) throws IOException {
    assertThat(next(out).path("condition").asText()).isEqualTo("see-other-host");
    var session = next(out);
    assertThat(session.path("step").asText()).isEqualTo("session");
    assertThat(session.path("jid").asText()).isEqualTo(sandbox.jid(BuiltIn.ALICE) + "/outside");
    assertThat(next(out).path("items"))
        .hasToString(
            "{\"8a1b2c3d4e5f6071@messenger.live.com\":[\"Bob\",\"both\"],"
                + "\"0f0e0d0c0b0a0908@messenger.live.com\":[\"Carol\",\"both\"]}");
    sandbox.awaitReceived(BuiltIn.BOB, "Hello from outside");

    sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "bye");

    var message = next(out);
    assertThat(message.path("sender").asText()).isEqualTo(sandbox.nativeJid(BuiltIn.BOB));
    assertThat(message.path("body").asText()).isEqualTo("bye");
    sandbox.awaitReceived(BuiltIn.BOB, "bye bye");
    assertThat(sandbox.connections()).extracting(c -> c.listener()).containsExactly(0, 1);
  }
}
