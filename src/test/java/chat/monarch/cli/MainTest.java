package chat.monarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @ParameterizedTest
  @CsvSource({
    "version, 0",
    "help, 0",
    "help registration, 0",
    "registration --nonsense, 2",
    "doctor, 2",
    "nonsense, 2",
    "version --nonsense, 2",
    "-Dwithout-value, 2",
  })
  void a_command_ends_with_its_exit_code(String commandLine, int exitCode) {
    assertThat(Main.execute(commandLine.split(" ", -1))).isEqualTo(exitCode);
  }

  @Test
  void the_version_is_that_of_the_build() {
    assertThat(Version.current()).matches("\\d{2}\\.\\d{1,2}\\.\\d+(-SNAPSHOT)?");
  }
}
