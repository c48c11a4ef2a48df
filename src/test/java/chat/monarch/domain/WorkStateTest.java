package chat.monarch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The model of a message's way, written down beside the states, names for each step the tests that
/// walk it: they exist, and no step is without one.
final class WorkStateTest {
  private static final Path MODEL = Path.of("src/main/java/chat/monarch/domain/WorkState.java");
  private static final Pattern WALK = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void every_step_names_a_test_that_exists() throws IOException {
    assertThat(steps()).hasSizeGreaterThan(10).allMatch(step -> WALK.matcher(step).find());
    for (var step : steps()) {
      for (var walk : WALK.matcher(step).results().toList()) {
        assertThat(exists(walk.group(1), walk.group(2))).as(walk.group()).isTrue();
      }
    }
  }

  @Test
  void every_state_can_be_entered() throws IOException {
    assertThat(steps().stream().map(step -> step.split("→|`")[2].strip()))
        .containsAll(Arrays.stream(WorkState.values()).map(WorkState::name).toList());
  }

  /// The list's items, each in one line.
  private static List<String> steps() throws IOException {
    var text = Files.readString(MODEL).replaceAll("\n///   ", " ");
    return text.lines().filter(line -> line.startsWith("/// - `")).toList();
  }

  /// A test's method, or one of the cases that it goes through.
  private static boolean exists(String test, String name) throws IOException {
    var cases = test.equals("KilledAtEveryStepIT") ? "Step" : test;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      var source = files.filter(file -> file.endsWith(cases + ".java")).findFirst().orElseThrow();
      return Pattern.compile("(void |^  )" + name + "(\\(| \\{)", Pattern.MULTILINE)
          .matcher(Files.readString(source))
          .find();
    }
  }
}
