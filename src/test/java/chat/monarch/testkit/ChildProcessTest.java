package chat.monarch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void what_it_prints_goes_to_the_log_and_its_exit_code_is_told() {
    var process = shell("echo said; echo complained >&2; exit 7");

    assertThat(process.exitCode(SOON)).isEqualTo(7);
    assertThat(process.lastLines()).isEqualTo("said\ncomplained");
  }

  @Test
  void a_kill_ends_one_that_does_not_listen_to_term() {
    var process = shell("trap '' TERM; while :; do sleep 1; done");

    process.kill();

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void a_child_does_not_outlive_a_killed_jvm() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not here");
    // Given a JVM with a child
    var parent =
        new ProcessBuilder(
                Java.program(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var output = new BufferedReader(new InputStreamReader(parent.getInputStream()));
    var child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

    // When
    parent.destroyForcibly();

    // Then
    child.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  private ChildProcess shell(String script) {
    return ChildProcess.logging(
        "shell", List.of("sh", "-c", script), Map.of(), folder.resolve("shell.log"));
  }

  /// Starts a child that would run for an hour, tells its number, and waits.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      var folder = Files.createTempDirectory("parent");
      var command = List.of("sleep", "3600");
      var child = ChildProcess.logging("sleep", command, Map.of(), folder.resolve("log"));
      System.out.println(child.process().pid());
      child.process().waitFor();
    }
  }
}
