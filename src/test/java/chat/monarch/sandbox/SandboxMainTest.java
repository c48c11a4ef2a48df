package chat.monarch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox as a program.
final class SandboxMainTest {
  @TempDir private Path folder;

  private Process start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SandboxMain.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }

  private static String firstLine(BufferedReader reader) throws IOException {
    var line = reader.readLine();
    return line == null ? "" : line;
  }

  @Test
  void it_says_where_it_is_and_what_happens_and_stops_when_told() throws Exception {
    var process = start("--data", "data", "--set", "ping=error", "--domain", "messenger.example");
    try (var out = process.inputReader()) {
      var where = new ObjectMapper().readTree(firstLine(out));

      assertThat(where.path("domain").asText()).isEqualTo("messenger.example");
      assertThat(where.path("front").asText()).matches("127\\.0\\.0\\.1:\\d+");
      assertThat(where.path("gateways")).hasSize(2);
      assertThat(where.path("http").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(Files.readString(Path.of(where.path("ca").asText())))
          .startsWith("-----BEGIN CERTIFICATE-----");

      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void what_it_cannot_do_it_says_in_a_sentence() throws Exception {
    var process = start("--set", "ping=maybe");
    try (var err = process.errorReader()) {
      assertThat(firstLine(err))
          .isEqualTo("The sandbox cannot start: The switch ping must be one of result, error.");
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
    } finally {
      process.destroyForcibly();
    }
  }
}
